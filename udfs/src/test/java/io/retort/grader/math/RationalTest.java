package io.retort.grader.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class RationalTest {

  @Test
  void equalValuesAreEqualRecords() {
    assertThat(Rational.of(6, -8)).isEqualTo(Rational.of(-3, 4)).hasToString("-3/4");
    assertThat(Rational.of(0, -8)).isEqualTo(Rational.of(0, 1)).hasToString("0");
    assertThat(Rational.of(-8, -2)).hasToString("4");
  }

  @Test
  void arithmeticIsExact() {
    assertThat(Rational.of(1, 10).plus(Rational.of(2, 10))).isEqualTo(Rational.of(3, 10));
    assertThat(Rational.of(1, 2).dividedBy(Rational.of(-3, 4))).isEqualTo(Rational.of(-2, 3));
    assertThat(Rational.of(1, 2).negate()).isEqualTo(Rational.of(-1, 2));
  }

  @Test
  void zeroIsNoDenominator() {
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> Rational.of(5, 0))
        .withMessage("denominator must not be 0, but was, under 5");
  }
}
