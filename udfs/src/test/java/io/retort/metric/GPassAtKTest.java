package io.retort.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GPassAtKTest {

  @ParameterizedTest
  @CsvSource({
    "4, 2, 2, 1.0, 0.16666666666666666", // 1 of C(4, 2) = 6 draws has both
    "4, 2, 2, 0.5, 0.8333333333333334", // 5 of 6 have one
    "4, 0, 2, 0.5, 0",
    "4, 4, 4, 1.0, 1",
    "200, 150, 100, 0.07, 1", // 7, not the 8 of ceil(7.000000000000001)
  })
  void theShareOfTheDrawIsRoundedUp(int n, int c, int k, double tau, double value) {
    assertThat(GPassAtK.estimate(n, c, k, tau)).isCloseTo(value, within(1e-12));
  }

  @Test
  void decimalsAreTakenAsWritten() {
    // 0.07 * 100 is 7.000000000000001 in binary: at exactly 7 correct rollouts it matters
    assertThat(GPassAtK.estimate(100, 7, 100, 0.07)).isEqualTo(1);
  }

  @Test
  void aSmallTauIsPassAtK() {
    for (int c = 0; c <= 8; c++) {
      assertThat(GPassAtK.estimate(8, c, 4, 0.01))
          .isCloseTo(PassAtK.estimate(8, c, 4), within(1e-12));
    }
  }

  @Test
  void theMeanIsOverTheThresholdsAboveHalf() {
    // k = 4: thresholds 3 and 4, 2/4 (P(X >= 3) + P(X >= 4))
    double three = GPassAtK.estimate(8, 6, 4, 0.75);
    double four = GPassAtK.estimate(8, 6, 4, 1);

    assertThat(GPassAtK.mean(8, 6, 4)).isCloseTo((three + four) / 2, within(1e-12));
    // k = 3: threshold 3 only, 2/3 P(X >= 3)
    assertThat(GPassAtK.mean(8, 8, 3)).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(GPassAtK.mean(8, 8, 1)).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.5, 1.5, Double.NaN})
  void tauMustBeAShare(double tau) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GPassAtK.estimate(4, 2, 2, tau))
        .withMessage("tau must be in (0, 1], but was " + tau);
  }

  @Test
  void theDrawMustFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GPassAtK.estimate(4, 2, 5, 0.5))
        .withMessage("g-pass@k needs 1 <= k <= n, but k=5, n=4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GPassAtK.mean(4, 5, 2))
        .withMessage("g-pass@k needs 0 <= c <= n, but c=5, n=4");
  }
}
