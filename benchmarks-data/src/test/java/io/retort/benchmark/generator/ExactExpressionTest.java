package io.retort.benchmark.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.retort.benchmark.generator.ExactExpression.Rational;
import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judge of every trace is judged first, by hand-worked values. */
class ExactExpressionTest {

  @ParameterizedTest
  @CsvSource({
    "2 + 3 × 4, 14, 1",
    "10 - 4 - 3, 3, 1", // from the left
    "100 ÷ 10 ÷ 5, 2, 1", // from the left
    "-3 × (-4), 12, 1",
    "-46 × 10 - 46 × 9, -874, 1",
    "2^3 + 1, 9, 1",
    "9/7 ÷ 8/15, 135, 56", // 9/7 × 15/8
    "1/3 - 5/8, -7, 24", // 8/24 - 15/24
    "(3 × 4)/(5 × 4), 3, 5",
    "-34/12, -17, 6",
    "5(x + 2) - 3x, 24, 1", // x = 7: 45 - 21
  })
  void evaluatesByHandWorkedValues(String text, long numerator, long denominator) {
    Rational value = ExactExpression.evaluate(text, Map.of("x", Rational.of(7)));

    assertThat(value)
        .isEqualTo(new Rational(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator)));
  }

  @Test
  void refusesWhatItCannotRead() {
    assertThatIllegalArgumentException().isThrownBy(() -> ExactExpression.evaluate("3 + "));
    assertThatIllegalArgumentException().isThrownBy(() -> ExactExpression.evaluate("3 4"));
    assertThatIllegalArgumentException().isThrownBy(() -> ExactExpression.evaluate("(3 + 4"));
  }
}
