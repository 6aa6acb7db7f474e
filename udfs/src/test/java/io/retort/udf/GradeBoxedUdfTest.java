package io.retort.udf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class GradeBoxedUdfTest {

  private final GradeBoxedUdf udf = new GradeBoxedUdf();

  @Test
  void fillsTheColumnsInOrder() {
    Row row = udf.call("6*12</think>\\boxed{72}", "stop", null, "72");

    assertThat(row)
        .isEqualTo(
            RowFactory.create("correct", "72", 1, "'72' equals the target '72': 72 = 72", true));
    assertThat(row.size()).isEqualTo(GradeBoxedUdf.RETURN_TYPE.size());
  }

  @Test
  void formatIsRecordedApartFromTheOutcome() {
    assertThat(udf.call("a</think>b</think>\\boxed{72}", "stop", "", "72"))
        .isEqualTo(
            RowFactory.create("correct", "72", 1, "'72' equals the target '72': 72 = 72", false));
  }

  @Test
  void aMissingCompletionIsAnEngineErrorNotWrong() {
    assertThat(udf.call(null, "stop", null, "72"))
        .isEqualTo(RowFactory.create("engine_error", "", 0, "no completion", false));
    assertThat(udf.call(null, "error", "out of cache blocks", "72"))
        .isEqualTo(RowFactory.create("engine_error", "", 0, "out of cache blocks", false));
  }

  @Test
  void aMissingFinishReasonIsAnEngineErrorEvenWithText() {
    assertThat(udf.call("a</think>\\boxed{72}", null, null, "72"))
        .isEqualTo(RowFactory.create("engine_error", "", 0, "no finish reason", true));
  }

  @Test
  void aMissingTargetFailsTheJob() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> udf.call("a</think>\\boxed{72}", "stop", "", null))
        .withMessage(
            "grade_boxed: target must not be null, but was; the problem has no answer key");
  }
}
