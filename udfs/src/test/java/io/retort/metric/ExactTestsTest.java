package io.retort.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExactTestsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 2, 0.5, 0.5", // 1/4 at each end
    "1, 2, 0.5, 1",
    "3, 3, 0.5, 0.25",
    "0, 3, 0.1, 1", // the likeliest outcome
    "3, 3, 0.1, 0.001",
    "2, 3, 0.1, 0.028", // 3 * 0.01 * 0.9 + 0.001
    "0, 3, 0, 1",
    "1, 3, 0, 0",
    "3, 3, 1, 1"
  })
  void theBinomialTestAddsTheUnlikelierOutcomes(int successes, int n, double p0, double p) {
    assertThat(ExactBinomialTest.twoSided(successes, n, p0)).isCloseTo(p, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void theStatedProportionMustBeOne(double p0) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExactBinomialTest.twoSided(1, 3, p0))
        .withMessage("p0 must be in [0, 1], but was " + p0);
  }

  @Test
  void theBinomialTestNeedsTrials() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExactBinomialTest.twoSided(0, 0, 0.5))
        .withMessage("an interval needs at least 1 trial, but n=0");
  }

  @ParameterizedTest
  @CsvSource({
    "2, 0, 0, 2, 0.3333333333333333", // 2 of the 6 ways to choose 2 of 4
    "1, 1, 1, 1, 1",
    "3, 0, 0, 3, 0.1", // 2 of 20
    "0, 3, 3, 0, 0.1",
    "0, 0, 3, 1, 1", // an empty row
    "0, 3, 0, 1, 1", // an empty column
    "0, 0, 0, 0, 1",
    "3, 1, 1, 3, 0.4857142857142857" // (1 + 16 + 16 + 1) / 70
  })
  void fishersTestAddsTheUnlikelierTables(int a, int b, int c, int d, double p) {
    assertThat(FisherExactTest.twoSided(a, b, c, d)).isCloseTo(p, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"-1, 0, 0, 0", "0, -1, 0, 0", "0, 0, -1, 0", "0, 0, 0, -1"})
  void countsMustNotBeNegative(int a, int b, int c, int d) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FisherExactTest.twoSided(a, b, c, d))
        .withMessage(
            "counts must be at least 0, but were [[" + a + ", " + b + "], [" + c + ", " + d + "]]");
  }
}
