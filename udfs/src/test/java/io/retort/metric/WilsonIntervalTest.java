package io.retort.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonIntervalTest {

  /** z(0.975) squared, from a table of the normal distribution. */
  private static final double Z2 = 1.959963984540054 * 1.959963984540054;

  /** The ends are where |p - rate| = z sqrt(p (1 - p) / n): the definition itself. */
  @ParameterizedTest
  @CsvSource({"1, 1", "0, 5", "8, 10", "24, 30", "29, 30", "300, 500", "1318, 1319"})
  void theEndsAreWhereAScoreTestJustRejects(int successes, int n) {
    Interval interval = WilsonInterval.of(successes, n);
    double rate = (double) successes / n;

    for (double end : new double[] {interval.low(), interval.high()}) {
      assertThat(Math.pow(end - rate, 2)).isCloseTo(Z2 * end * (1 - end) / n, within(1e-12));
    }
    assertThat(interval.contains(rate)).isTrue();
  }

  @Test
  void noSuccessesLeaveZPlusNShare() {
    Interval interval = WilsonInterval.of(0, 5);

    assertThat(interval.low()).isZero();
    assertThat(interval.high()).isCloseTo(Z2 / (5 + Z2), within(1e-12)); // 0.434
  }

  @ParameterizedTest
  @CsvSource({"0.505, 10", "0.73, 212.6", "0.1, 0.5"})
  void aShareOfTrialsThatAreNoWholeNumbersHasTheSameDefinition(double share, double trials) {
    Interval interval = WilsonInterval.ofShare(share, trials);

    for (double end : new double[] {interval.low(), interval.high()}) {
      assertThat(Math.pow(end - share, 2)).isCloseTo(Z2 * end * (1 - end) / trials, within(1e-12));
    }
    assertThat(interval.contains(share)).isTrue();
  }

  @Test
  void sharesAndTrialsMustBePossible() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WilsonInterval.ofShare(Double.NaN, 3))
        .withMessage("a share must be in [0, 1], but was NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WilsonInterval.ofShare(1.1, 3))
        .withMessage("a share must be in [0, 1], but was 1.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WilsonInterval.ofShare(0.5, 0))
        .withMessage("trials must be above 0, but were 0.0");
  }

  @Test
  void successAndFailureMirrorEachOther() {
    Interval some = WilsonInterval.of(3, 10);
    Interval others = WilsonInterval.of(7, 10);

    assertThat(some.low()).isCloseTo(1 - others.high(), within(1e-15));
    assertThat(WilsonInterval.of(10, 10).high()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 'an interval needs at least 1 trial, but n=0'",
    "6, 5, 'successes must be in 0..5, but were 6'",
    "-1, 5, 'successes must be in 0..5, but were -1'",
  })
  void rejectsCountsThatCannotBe(int successes, int n, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WilsonInterval.of(successes, n))
        .withMessage(message);
  }

  @Test
  void anIntervalHasItsEndsInOrder() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Interval(0.5, Double.NaN))
        .withMessage("an interval needs low <= high, but low=0.5, high=NaN");
    assertThat(new Interval(0, 0.5).contains(0.6)).isFalse();
    assertThat(new Interval(0.1, 0.5).contains(0)).isFalse();
  }
}
