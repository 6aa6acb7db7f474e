package io.retort.udf;

import io.retort.metric.PassAtK;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * SQL: {@code pass_at_k(n INT, c INT, k INT)}, the unbiased estimate of {@link PassAtK} for one
 * problem with c of n rollouts correct.
 *
 * <p>Example: {@code SELECT pass_at_k(10, 3, 5)} returns 0.9166666666666667. Null if any argument
 * is; k above n fails the job, because no number would be right.
 */
public final class PassAtKUdf
    implements UDF3<@Nullable Integer, @Nullable Integer, @Nullable Integer, @Nullable Double> {

  /** The name in SQL. */
  public static final String NAME = "pass_at_k";

  private static final long serialVersionUID = 1L;

  public static void register(SparkSession spark) {
    spark.udf().register(NAME, new PassAtKUdf(), DataTypes.DoubleType);
  }

  @Override
  public @Nullable Double call(@Nullable Integer n, @Nullable Integer c, @Nullable Integer k) {
    return n == null || c == null || k == null ? null : PassAtK.estimate(n, c, k);
  }
}
