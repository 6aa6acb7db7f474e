package io.retort.job.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.job.table.ScoreRow;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceRuleTest {

  @ParameterizedTest
  @CsvSource({
    "correct,   1, true,  ''",
    "correct,   1, false, format",
    "wrong,     0, true,  wrong",
    "truncated, 0, false, truncated",
  })
  void keepsWhatIsCorrectAndWellFormed(
      String outcome, int points, boolean formatOk, String reason) {
    ScoreRow score =
        new ScoreRow("p", 0, "boxed", "1", outcome, "3", "3", "3 = 3", formatOk, points);

    assertThat(TraceRule.rejects(score).orElse("")).isEqualTo(reason);
  }
}
