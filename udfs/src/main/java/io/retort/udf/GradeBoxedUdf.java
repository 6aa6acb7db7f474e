package io.retort.udf;

import io.retort.grader.BoxedGrader;
import io.retort.grader.CompletionText;
import io.retort.grader.ReasoningSplit;
import io.retort.grader.Verdict;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * SQL: {@code grade_boxed(completion STRING, finish_reason STRING, error STRING, target STRING)},
 * the {@link BoxedGrader} as a column.
 *
 * <p>Example: {@code SELECT grade_boxed('6*12</think>\\boxed{72}', 'stop', '', '72')} returns
 * {@code {correct, 72, 1, "'72' equals the target '72': 72 = 72", true}}. A null completion or
 * finish reason is an engine_error; a null target fails the job, because the benchmark is then
 * broken.
 */
public final class GradeBoxedUdf
    implements UDF4<@Nullable String, @Nullable String, @Nullable String, @Nullable String, Row> {

  /** The name in SQL. */
  public static final String NAME = "grade_boxed";

  /** The columns of the struct that it returns, none of them ever null. */
  public static final StructType RETURN_TYPE =
      new StructType()
          .add("outcome", DataTypes.StringType, false)
          .add("extracted", DataTypes.StringType, false)
          .add("points", DataTypes.IntegerType, false)
          .add("explanation", DataTypes.StringType, false)
          .add("format_ok", DataTypes.BooleanType, false);

  private static final long serialVersionUID = 1L;
  private static final BoxedGrader GRADER = new BoxedGrader();

  public static void register(SparkSession spark) {
    spark.udf().register(NAME, new GradeBoxedUdf(), RETURN_TYPE);
  }

  @Override
  public Row call(
      @Nullable String completion,
      @Nullable String finishReason,
      @Nullable String error,
      @Nullable String target) {
    if (target == null) {
      throw new IllegalArgumentException(
          NAME + ": target must not be null, but was; the problem has no answer key");
    }
    Verdict verdict = GRADER.grade(completionText(completion, finishReason, error), target);
    return RowFactory.create(
        verdict.outcome(),
        verdict.extracted(),
        verdict.points(),
        verdict.explanation(),
        completion != null && ReasoningSplit.of(completion).formatOk());
  }

  private static CompletionText completionText(
      @Nullable String completion, @Nullable String finishReason, @Nullable String error) {
    if (finishReason == null) {
      return CompletionText.failed("no finish reason");
    }
    String cause = error == null ? "" : error;
    if (completion == null) {
      return CompletionText.failed(cause.isEmpty() ? "no completion" : cause);
    }
    return new CompletionText(finishReason, cause, completion);
  }
}
