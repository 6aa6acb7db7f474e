package io.retort.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinimumDetectableEffectTest {

  @Test
  void theNormalApproximationByHand() {
    // z(0.975) + z(0.8) = 1.959963984540054 + 0.8416212335729143, from tables
    assertThat(MinimumDetectableEffect.normalApproximation(30, 0.3, 0.05, 0.8))
        .isCloseTo(2.8015852181129683 * 0.3 / Math.sqrt(30), within(1e-12));
  }

  /**
   * Expected values: the power integral and its root in 40-digit arithmetic (mpmath 1.3). For n=30
   * and n=500 statsmodels' solver stops at 0.15877071135716844 and 0.025106463285397892, where the
   * same integral has a power of 0.8 + 1.32e-7 and 0.8 - 1.95e-8; at these values it is 0.8 within
   * 1e-16.
   */
  @ParameterizedTest
  @CsvSource({
    "30,   0.3,  0.158770684533885889",
    "198,  0.35, 0.0700269185949648265",
    "500,  0.2,  0.025106463909338009",
    "1319, 0.4,  0.0308785964607020439",
  })
  void theEffectOfThePairedT(int n, double sd, double effect) {
    assertThat(MinimumDetectableEffect.ofPairedT(n, sd, 0.05, 0.8))
        .isCloseTo(effect, withinPercentage(1e-9));
  }

  @Test
  void aTrueEffectOfThatSizeIsFoundThatOften() {
    int n = 8;
    double effect = MinimumDetectableEffect.ofPairedT(n, 0.1, 0.05, 0.8);
    Random random = new Random(11);
    int runs = 20_000;
    int found = 0;
    for (int run = 0; run < runs; run++) {
      double[] differences =
          DoubleStream.generate(() -> effect + 0.1 * random.nextGaussian()).limit(n).toArray();
      found += PairedDifference.of(differences).p() < 0.05 ? 1 : 0;
    }

    // the share of 20,000 runs has a standard error of sqrt(0.8 * 0.2 / 20,000) = 0.0028
    assertThat((double) found / runs).isCloseTo(0.8, within(0.01));
  }

  @Test
  void fewProblemsNeedALargerEffectThanTheNormalApproximationSays() {
    double few = MinimumDetectableEffect.ofPairedT(5, 0.3, 0.05, 0.8);
    double many = MinimumDetectableEffect.ofPairedT(100_000, 0.3, 0.05, 0.8);

    assertThat(few)
        .isGreaterThan(1.2 * MinimumDetectableEffect.normalApproximation(5, 0.3, 0.05, 0.8));
    assertThat(many)
        .isCloseTo(
            MinimumDetectableEffect.normalApproximation(100_000, 0.3, 0.05, 0.8), within(1e-7));
  }

  @Test
  void twoProblemsCanDetectOnlyTheImpossible() {
    assertThat(MinimumDetectableEffect.ofPairedT(2, 0.3, 0.05, 0.8)).isGreaterThan(1);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.3, 0.05, 0.8,    'a paired comparison needs at least 2 problems, but got 1'",
    "9, 0,   0.05, 0.8,    'the standard deviation must be above 0, but was 0.0'",
    "9, NaN, 0.05, 0.8,    'the standard deviation must be above 0, but was NaN'",
    "9, 0.3, 0,    0.8,    'alpha must be in (0, 1), but was 0.0'",
    "9, 0.3, 1,    0.8,    'alpha must be in (0, 1), but was 1.0'",
    "9, 0.3, 0.05, 0.05,   'power must be in (alpha, 0.9999], but power=0.05, alpha=0.05'",
    "9, 0.3, 0.05, 1,      'power must be in (alpha, 0.9999], but power=1.0, alpha=0.05'",
  })
  void rejectsWhatHasNoAnswer(int n, double sd, double alpha, double power, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MinimumDetectableEffect.normalApproximation(n, sd, alpha, power))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MinimumDetectableEffect.ofPairedT(n, sd, alpha, power))
        .withMessage(message);
  }
}
