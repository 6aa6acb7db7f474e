package io.retort.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BetaIntervalTest {

  @Test
  void clopperPearsonHasClosedFormsAtItsEnds() {
    // P(no success of 10) = (1 - high)^10 = 0.025
    double end = 1 - Math.pow(0.025, 0.1);

    assertThat(BetaInterval.clopperPearson(0, 10).low()).isZero();
    assertThat(BetaInterval.clopperPearson(0, 10).high()).isCloseTo(end, within(1e-12));
    assertThat(BetaInterval.clopperPearson(10, 10).low()).isCloseTo(1 - end, within(1e-12));
    assertThat(BetaInterval.clopperPearson(10, 10).high()).isEqualTo(1);
  }

  @Test
  void theUniformPriorHasClosedFormsAtItsEnds() {
    // Beta(1, 11): P(X <= x) = 1 - (1 - x)^11
    Interval interval = BetaInterval.uniform(0, 10);

    assertThat(interval.low()).isCloseTo(1 - Math.pow(0.975, 1 / 11.0), within(1e-14));
    assertThat(interval.high()).isCloseTo(1 - Math.pow(0.025, 1 / 11.0), within(1e-12));
  }

  @Test
  void jeffreysIsTheArcsineLawWithoutData() {
    // Beta(1/2, 1/2): P(X <= x) = 2 / pi asin(sqrt(x)); from one success of two, Beta(3/2, 3/2)
    assertThat(BetaDistribution.quantile(0.025, 0.5, 0.5))
        .isCloseTo(Math.pow(Math.sin(Math.PI / 80), 2), within(1e-15));
    Interval interval = BetaInterval.jeffreys(1, 2);
    assertThat(interval.low() + interval.high()).isCloseTo(1, within(1e-12));
  }

  @Test
  void theExactIntervalIsTheWidest() {
    for (int successes = 0; successes <= 30; successes++) {
      double exact = width(BetaInterval.clopperPearson(successes, 30));
      assertThat(exact).isGreaterThan(width(BetaInterval.jeffreys(successes, 30)));
      assertThat(exact).isGreaterThan(width(BetaInterval.uniform(successes, 30)));
      assertThat(exact).isGreaterThan(width(WilsonInterval.of(successes, 30)));
    }
  }

  @Test
  void smallQuantilesHaveTheirDigits() {
    // Beta(1, b): 1 - (1 - p)^(1/b), here about 2.5e-10
    assertThat(BetaDistribution.quantile(0.025, 1, 1e8))
        .isCloseTo(-Math.expm1(Math.log1p(-0.025) / 1e8), within(1e-20));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 'an interval needs at least 1 trial, but n=0'",
    "-1, 3, 'successes must be in 0..3, but were -1'",
    "4, 3, 'successes must be in 0..3, but were 4'"
  })
  void aProportionMustBeOne(int successes, int n, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BetaInterval.clopperPearson(successes, n))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BetaInterval.jeffreys(successes, n))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BetaInterval.uniform(successes, n))
        .withMessage(message);
  }

  private static double width(Interval interval) {
    return interval.high() - interval.low();
  }
}
