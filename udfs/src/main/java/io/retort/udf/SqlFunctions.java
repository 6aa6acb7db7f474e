package io.retort.udf;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * All functions. After {@link #register}, {@code SELECT pass_at_k(10, 3, 5)} works in a session.
 */
public final class SqlFunctions {

  /** The scalar functions. */
  static final List<SqlFunction> SCALARS =
      Stream.of(
              MetricFunctions.ALL,
              TestFunctions.ALL,
              FilterFunctions.ALL,
              RewardFunctions.ALL,
              GraderFunctions.ALL)
          .flatMap(List::stream)
          .toList();

  /** The aggregate functions. */
  static final List<SqlAggregate> AGGREGATES = AggregateFunctions.ALL;

  private SqlFunctions() {}

  /** Makes every function known to {@code spark} under its name. */
  public static void register(SparkSession spark) {
    SCALARS.forEach(function -> register(spark, function));
    AGGREGATES.forEach(function -> register(spark, function));
    GradeBoxedUdf.register(spark);
  }

  /** One line for each function: its name, its arguments, and what it does. */
  public static List<String> usage() {
    return Stream.concat(
            SCALARS.stream().map(function -> function.name() + function.usage()),
            AGGREGATES.stream().map(function -> function.name() + function.usage()))
        .sorted()
        .toList();
  }

  private static void register(SparkSession spark, SqlAggregate function) {
    RowAggregator aggregator = new RowAggregator(function);
    spark.udf().register(function.name(), functions.udaf(aggregator, aggregator.inputEncoder()));
  }

  private static void register(SparkSession spark, SqlFunction function) {
    String name = function.name();
    DataType type = function.returns();
    switch (function.arguments().size()) {
      case 1 -> spark.udf().register(name, one(function), type);
      case 2 -> spark.udf().register(name, two(function), type);
      case 3 -> spark.udf().register(name, three(function), type);
      case 4 -> spark.udf().register(name, four(function), type);
      case 5 -> spark.udf().register(name, five(function), type);
      default -> throw new IllegalStateException(name + " must have 1 to 5 arguments");
    }
  }

  private static UDF1<@Nullable Object, @Nullable Object> one(SqlFunction function) {
    return a -> function.call(a);
  }

  private static UDF2<@Nullable Object, @Nullable Object, @Nullable Object> two(
      SqlFunction function) {
    return (a, b) -> function.call(a, b);
  }

  private static UDF3<@Nullable Object, @Nullable Object, @Nullable Object, @Nullable Object> three(
      SqlFunction function) {
    return (a, b, c) -> function.call(a, b, c);
  }

  private static UDF4<
          @Nullable Object, @Nullable Object, @Nullable Object, @Nullable Object, @Nullable Object>
      four(SqlFunction function) {
    return (a, b, c, d) -> function.call(a, b, c, d);
  }

  private static UDF5<
          @Nullable Object,
          @Nullable Object,
          @Nullable Object,
          @Nullable Object,
          @Nullable Object,
          @Nullable Object>
      five(SqlFunction function) {
    return (a, b, c, d, e) -> function.call(a, b, c, d, e);
  }
}
