package io.retort.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairedPowerTest {

  @Test
  void withoutAnEffectItIsTheFalseAlarmRate() {
    assertThat(PairedPower.normalApproximation(0, 30, 0.3, 0.05)).isCloseTo(0.05, within(1e-12));
    assertThat(PairedPower.ofPairedT(0, 30, 0.3, 0.05)).isCloseTo(0.05, within(1e-12));
  }

  @Test
  void itInvertsTheDetectableEffect() {
    double exact = MinimumDetectableEffect.ofPairedT(30, 0.3, 0.05, 0.8);
    double normal = MinimumDetectableEffect.normalApproximation(300, 0.3, 0.05, 0.8);

    assertThat(PairedPower.ofPairedT(exact, 30, 0.3, 0.05)).isCloseTo(0.8, within(1e-9));
    assertThat(PairedPower.ofPairedT(-exact, 30, 0.3, 0.05)).isCloseTo(0.8, within(1e-9));
    // the detectable effect leaves out the far tail, which is below 1e-6 here
    assertThat(PairedPower.normalApproximation(normal, 300, 0.3, 0.05))
        .isCloseTo(0.8, within(1e-5));
    assertThat(PairedPower.normalApproximation(-normal, 300, 0.3, 0.05))
        .isCloseTo(0.8, within(1e-5));
  }

  @Test
  void theExactPowerIsTheSmallerOneForFewProblems() {
    assertThat(PairedPower.ofPairedT(0.15, 30, 0.3, 0.05))
        .isLessThan(PairedPower.normalApproximation(0.15, 30, 0.3, 0.05));
  }

  @Test
  void problemsNeededGrowWithTheSquareOfTheEffect() {
    // (1.95996 + 0.84162)^2 * 0.09 / 0.0009 = 784.9
    assertThat(MinimumDetectableEffect.problemsNeeded(0.03, 0.3, 0.05, 0.8)).isEqualTo(785);
    assertThat(MinimumDetectableEffect.problemsNeeded(0.015, 0.3, 0.05, 0.8)).isEqualTo(3_140);
    assertThat(MinimumDetectableEffect.problemsNeeded(5, 0.3, 0.05, 0.8)).isEqualTo(2);
    // Miller 2024, section 5: 3 points at 80 %, w^2 = 1/9: n = 969
    assertThat(MinimumDetectableEffect.problemsNeeded(0.03, 1.0 / 3, 0.05, 0.8)).isEqualTo(969);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, Double.NaN})
  void anEffectToBeFoundMustBeThere(double effect) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MinimumDetectableEffect.problemsNeeded(effect, 0.3, 0.05, 0.8))
        .withMessage("the effect must be above 0, but was " + effect);
  }

  @Test
  void argumentsMustMakeSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairedPower.ofPairedT(Double.NaN, 30, 0.3, 0.05))
        .withMessage("the effect must be finite, but was NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairedPower.ofPairedT(0.1, 1, 0.3, 0.05))
        .withMessage("a paired comparison needs at least 2 problems, but got 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairedPower.normalApproximation(0.1, 30, 0, 0.05))
        .withMessage("the standard deviation must be above 0, but was 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairedPower.normalApproximation(0.1, 30, 0.3, 1))
        .withMessage("alpha must be in (0, 1), but was 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MinimumDetectableEffect.problemsNeeded(0.1, 0, 0.05, 0.8))
        .withMessage("the standard deviation must be above 0, but was 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MinimumDetectableEffect.problemsNeeded(0.1, 0.3, 0.05, 0.01))
        .withMessage("power must be in (alpha, 0.9999], but power=0.01, alpha=0.05");
  }
}
