package io.retort.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassAtKTest {

  @ParameterizedTest(name = "n={0} c={1} k={2} -> {3}")
  @CsvSource({
    "10,  3,  1, 0.3", // k=1 is plain accuracy
    "10,  3,  5, 0.9166666666666667", // 1 - C(7,5)/C(10,5) = 1 - 21/252
    "8,   2,  4, 0.7857142857142857", // 1 - C(6,4)/C(8,4) = 1 - 15/70
    "10,  0,  5, 0",
    "10,  1, 10, 1", // the draw takes every rollout
    "10, 10,  1, 1",
    "10,  6,  5, 1", // only 4 wrong: any 5 hold a right one
    "5000, 1, 2500, 0.5", // C(5000, 2500) overflows a double
  })
  void agreesWithTheBinomialFormula(int n, int c, int k, double expected) {
    assertThat(PassAtK.estimate(n, c, k)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void risesWithTheDraw() {
    for (int k = 2; k <= 20; k++) {
      assertThat(PassAtK.estimate(20, 3, k)).isGreaterThanOrEqualTo(PassAtK.estimate(20, 3, k - 1));
    }
  }

  @Test
  void theMeanIsOverProblems() {
    List<ProblemScore> scores = List.of(new ProblemScore(3, 10), new ProblemScore(0, 5));

    assertThat(PassAtK.mean(scores, 5)).isCloseTo(0.9166666666666667 / 2, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "4,  1, 5, 'pass@k needs 1 <= k <= n, but k=5, n=4'",
    "4,  1, 0, 'pass@k needs 1 <= k <= n, but k=0, n=4'",
    "4,  5, 1, 'pass@k needs 0 <= c <= n, but c=5, n=4'",
    "4, -1, 1, 'pass@k needs 0 <= c <= n, but c=-1, n=4'",
  })
  void rejectsWhatCannotBeDrawn(int n, int c, int k, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PassAtK.estimate(n, c, k))
        .withMessage(message);
  }

  @Test
  void oneProblemWithTooFewRolloutsRefusesTheMean() {
    List<ProblemScore> scores = List.of(new ProblemScore(3, 10), new ProblemScore(0, 4));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> PassAtK.mean(scores, 5))
        .withMessage("pass@k needs 1 <= k <= n, but k=5, n=4");
  }

  @Test
  void noProblemsHaveNoMean() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PassAtK.mean(List.of(), 1))
        .withMessage("pass@k needs at least 1 problem, but got 0");
  }
}
