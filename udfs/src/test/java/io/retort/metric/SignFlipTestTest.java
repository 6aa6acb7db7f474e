package io.retort.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignFlipTestTest {

  @Test
  void countsThePatternsAtLeastAsFarOut() {
    // sums of ±1 ±1 ±1: ±3 twice of 8
    assertThat(SignFlipTest.exact(1, 1, 1)).isEqualTo(0.25);
    // 1 + 1 - 1 = 1: every pattern is at least as far out
    assertThat(SignFlipTest.exact(1, 1, -1)).isEqualTo(1);
    // 3 + 1 and -3 - 1 of four
    assertThat(SignFlipTest.exact(-3, -1)).isEqualTo(0.5);
  }

  @Test
  void zerosDoNotMatter() {
    double[] padded = Arrays.copyOf(new double[] {1, 1, 1}, 50);

    assertThat(SignFlipTest.exact(padded)).isEqualTo(0.25);
    assertThat(SignFlipTest.exact(0, 0)).isEqualTo(1);
    assertThat(SignFlipTest.exact()).isEqualTo(1);
  }

  @Test
  void roundingDoesNotDecide() {
    // 0.1 + 0.2 - 0.3 is 5.6e-17 in binary: every pattern reaches 0
    assertThat(SignFlipTest.exact(0.1, 0.2, -0.3)).isEqualTo(1);
    // 0.3 - 0.1 and -(0.3 - 0.1) tie with 0.1 + 0.1 by value
    assertThat(SignFlipTest.exact(0.3, -0.1)).isEqualTo(1);
  }

  @Test
  void samplingAgreesWithTheExactValue() {
    double[] differences = {0.5, 0.25, -0.25, 0.75, 0.5, -0.125, 0.25, 0.5};
    double exact = SignFlipTest.exact(differences);

    // standard error sqrt(p / 100,000), below 0.001
    assertThat(SignFlipTest.sampled(differences, 100_000, new Random(1)))
        .isCloseTo(exact, within(0.003));
  }

  @Test
  void aSampledValueIsNeverZero() {
    double[] differences = new double[40];
    Arrays.fill(differences, 1);

    assertThat(SignFlipTest.sampled(differences, 99, new Random(1))).isEqualTo(0.01);
  }

  @Test
  void twentyDifferencesAreExactMoreAreNot() {
    double[] twenty = new double[20];
    Arrays.fill(twenty, 1);
    assertThat(SignFlipTest.exact(twenty)).isEqualTo(2 / Math.pow(2, 20));

    double[] more = new double[21];
    Arrays.fill(more, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignFlipTest.exact(more))
        .withMessage(
            "the exact sign-flip test takes at most 20 differences other than 0, but got 21;"
                + " sample the patterns");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void differencesMustBeFinite(double difference) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignFlipTest.exact(1, difference))
        .withMessage("a difference must be finite, but was " + difference);
  }

  @Test
  void samplingNeedsADraw() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignFlipTest.sampled(new double[] {1}, 0, new Random(1)))
        .withMessage("draws must be at least 1, but was 0");
    assertThat(SignFlipTest.sampled(new double[] {0}, 1, new Random(1))).isEqualTo(1);
  }
}
