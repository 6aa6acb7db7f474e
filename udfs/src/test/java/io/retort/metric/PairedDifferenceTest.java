package io.retort.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairedDifferenceTest {

  /** With 2 degrees of freedom P(T > t) = (1 - t / sqrt(t^2 + 2)) / 2, so all can be checked. */
  @Test
  void threeProblemsByHand() {
    PairedDifference difference = PairedDifference.of(0.1, 0.2, 0.3);

    double error = 0.1 / Math.sqrt(3);
    double t = 2 * Math.sqrt(3);
    double t975 = 0.95 / Math.sqrt(2 * 0.975 * 0.025); // the formula above, solved for t
    assertThat(difference.mean()).isCloseTo(0.2, within(1e-15));
    assertThat(difference.standardError()).isCloseTo(error, within(1e-15));
    assertThat(difference.standardDeviation()).isCloseTo(0.1, within(1e-15));
    assertThat(difference.t().orElseThrow()).isCloseTo(t, within(1e-12));
    assertThat(difference.degreesOfFreedom()).isEqualTo(2);
    assertThat(difference.p()).isCloseTo(1 - t / Math.sqrt(t * t + 2), within(1e-12));
    assertThat(difference.interval95().low()).isCloseTo(0.2 - t975 * error, within(1e-12));
    assertThat(difference.interval95().high()).isCloseTo(0.2 + t975 * error, within(1e-12));
    // against a margin of 0.3 the upper side is the nearer: t = (0.3 - 0.2) / error = sqrt(3)
    assertThat(difference.equivalenceP(0.3)).isCloseTo((1 - Math.sqrt(3.0 / 5)) / 2, within(1e-12));
  }

  @Test
  void theSignDoesNotChangeTheTest() {
    PairedDifference up = PairedDifference.of(0.25, 0, 0.5, 0.25);
    PairedDifference down = PairedDifference.of(-0.25, 0, -0.5, -0.25);

    assertThat(down.mean()).isEqualTo(-up.mean());
    assertThat(down.p()).isEqualTo(up.p());
    assertThat(down.equivalenceP(0.1)).isCloseTo(up.equivalenceP(0.1), within(1e-15));
  }

  @Test
  void aDifferenceBeyondTheMarginIsNotEquivalent() {
    assertThat(PairedDifference.of(0.4, 0.5, 0.6).equivalenceP(0.1)).isGreaterThan(0.9);
  }

  @Test
  void nothingChanged() {
    PairedDifference difference = PairedDifference.of(new double[30]);

    assertThat(difference.mean()).isZero();
    assertThat(difference.standardError()).isZero();
    assertThat(difference.t()).isEmpty();
    assertThat(difference.p()).isEqualTo(1);
    assertThat(difference.interval95()).isEqualTo(new Interval(0, 0));
    // if one problem in a hundred had changed, 30 unchanged ones would be no surprise
    assertThat(difference.equivalenceP(0.01)).isCloseTo(Math.pow(0.99, 30), within(1e-12));
  }

  @Test
  void everyProblemChangedByTheSame() {
    PairedDifference difference = PairedDifference.of(-0.25, -0.25, -0.25, -0.25, -0.25);

    assertThat(difference.t()).isEmpty();
    assertThat(difference.p()).isEqualTo(0.0625); // 2 of the 2^5 ways to set the signs
    assertThat(difference.equivalenceP(0.5)).isCloseTo(Math.pow(0.5 / 0.75, 5), within(1e-12));
    assertThat(difference.equivalenceP(0.25)).isEqualTo(1);
  }

  @Test
  void roundingIsNotVariance() {
    PairedDifference difference = PairedDifference.of(0.3 - 0.2, 0.8 - 0.7, 0.1 - 0.0);

    assertThat(difference.t()).isEmpty();
    assertThat(difference.p()).isEqualTo(0.25); // 2 / 2^3
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void oneProblemHasNoVariance(int n) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairedDifference.of(new double[n]))
        .withMessage("a paired comparison needs at least 2 problems, but got " + n);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.5, -1.5, Double.NaN})
  void differencesAreOfRates(double difference) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairedDifference.of(0, difference))
        .withMessage("a difference of two rates must be in [-1, 1], but was " + difference);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, Double.NaN})
  void aMarginIsSmallButNotNothing(double margin) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairedDifference.of(0, 0.5).equivalenceP(margin))
        .withMessage("margin must be in (0, 1), but was " + margin);
  }
}
