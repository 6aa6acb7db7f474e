package io.retort.grader.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Num;
import io.retort.grader.math.Expr.Sym;
import java.math.BigInteger;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is folded at once and what stays as it is written, on both sides of each bound. */
class AlgebraTest {

  private static final Sym X = new Sym("x");

  private final Work work = new Work(10_000_000);
  private final Algebra algebra = new Algebra(work);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 10, 799, 800})
  void factorialsAreWrittenOutUpTo800(int n) {
    assertThat(algebra.factorial(Expr.num(n))).isEqualTo(number(factors(n, i -> n - i)));
    assertThat(algebra.doubleFactorial(Expr.num(n)))
        .isEqualTo(number(factors(n / 2, i -> n - 2 * i)));
  }

  @Test
  void largerOnesOrThoseOfNoNaturalNumberStay() {
    for (Expr of : new Expr[] {Expr.num(801), Expr.num(-1), new Num(Rational.of(1, 2)), X}) {
      assertThat(algebra.factorial(of)).isEqualTo(Expr.node("factorial", of));
      assertThat(algebra.doubleFactorial(of)).isEqualTo(Expr.node("doublefactorial", of));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 999",
    "999, 1000",
    "801, 802",
    "1400, 1000",
    "1000, 1400",
    "1000000, 999999",
    "900, 900"
  })
  void factorialsThatAreNearEachOtherCancel(int n, int m) {
    Rational over = Rational.of(factors(Math.max(0, n - m), i -> n - i));
    Rational under = Rational.of(factors(Math.max(0, m - n), i -> m - i));
    assertThat(ratio(n, m)).isEqualTo(new Num(over.dividedBy(under)));
    assertThat(algebra.product(X, ratio(n, m)))
        .isEqualTo(algebra.product(X, new Num(over.dividedBy(under))));
  }

  @Test
  void otherFactorialsStay() {
    assertThat(ratio(1401, 1000).is(Expr.PRODUCT)).isTrue(); // 401 apart
    assertThat(ratio(1_000_000, 999_600).is(Expr.PRODUCT)).isFalse();
    assertThat(ratio(2_000_000_000, 1_999_999_700).is(Expr.PRODUCT)).isTrue(); // 9,270 bits
    assertThat(algebra.product(large(900), large(901)).is(Expr.PRODUCT)).isTrue();
    assertThat(algebra.product(large(900), algebra.power(X, Expr.num(-1))).is(Expr.PRODUCT))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "5, 0, 1",
    "5, 5, 1",
    "5, 1, 5",
    "5, 6, 0",
    "5, -1, 0",
    "0, 0, 1",
    "10, 3, 120",
    "-2, 3, -4",
    "-1, 0, 1",
    "52, 5, 2598960"
  })
  void binomialsOfNumbers(int n, int k, long value) {
    assertThat(algebra.binomial(Expr.num(n), Expr.num(k))).isEqualTo(Expr.num(value));
  }

  @Test
  void largeBinomialsAreWrittenOutUpTo400Factors() {
    assertThat(binomial(1000, 400)).isEqualTo(binomial(1000, 600)).isInstanceOf(Num.class);
    BigInteger expected = factors(400, i -> 1000 - i).divide(factors(400, i -> 400 - i));
    assertThat(binomial(1000, 400)).isEqualTo(number(expected));
    assertThat(binomial(802, 401)).isInstanceOf(Node.class);
    assertThat(algebra.binomial(X, Expr.num(2))).isInstanceOf(Node.class);
  }

  @Test
  void numbersAreFoldedUpToSoManyBits() {
    Num large = number(BigInteger.TWO.pow(8000)); // 8,001 bits, and 1 of the denominator
    assertThat(algebra.product(large, number(BigInteger.TWO.pow(187))))
        .isEqualTo(number(BigInteger.TWO.pow(8187)));
    assertThat(algebra.product(large, number(BigInteger.TWO.pow(188))).is(Expr.PRODUCT)).isTrue();
    assertThat(algebra.sum(large, number(BigInteger.TWO.pow(188))).is(Expr.SUM)).isTrue();
    assertThat(power(2, 2730)).isEqualTo(number(BigInteger.TWO.pow(2730))); // 3 bits each
    assertThat(power(2, 2731).is(Expr.POWER)).isTrue();
    assertThat(power(2, -2)).isEqualTo(new Num(Rational.of(1, 4)));
    assertThat(power(2, -2731).is(Expr.POWER)).isTrue();
  }

  @Test
  void zeroToThePowerOfZeroOrLessStays() {
    assertThat(power(0, 0).is(Expr.POWER)).isTrue();
    assertThat(power(0, -1).is(Expr.POWER)).isTrue();
    assertThat(power(0, 1)).isEqualTo(Expr.num(0));
    assertThat(power(0, 2)).isEqualTo(Expr.num(0));
  }

  @Test
  void whatIsFoldedIsPaidForFirst() {
    assertThat(steps(() -> algebra.factorial(Expr.num(6)))).isEqualTo(5);
    assertThat(steps(() -> algebra.doubleFactorial(Expr.num(6)))).isEqualTo(3);
    assertThat(steps(() -> algebra.factorial(Expr.num(800)))).isBetween(30_000L, 60_000L);
    assertThat(steps(() -> algebra.doubleFactorial(Expr.num(800)))).isBetween(5_000L, 20_000L);
    assertThat(steps(() -> algebra.binomial(Expr.num(9), Expr.num(4)))).isEqualTo(4);
    assertThat(steps(() -> binomial(1000, 400))).isBetween(3_000L, 12_000L);
    assertThat(steps(() -> ratio(1400, 1000))).isBetween(10_000L, 20_000L);
    assertThat(steps(() -> power(3, 2000))).isBetween(3_000L, 10_000L);
    assertThatExceptionOfType(OutOfWorkException.class)
        .isThrownBy(() -> new Algebra(new Work(100)).factorial(Expr.num(800)));
  }

  private long steps(Runnable run) {
    long before = work.spent();
    run.run();
    return work.spent() - before;
  }

  private Expr ratio(int n, int m) {
    return algebra.product(large(n), algebra.power(large(m), Expr.num(-1)));
  }

  private Expr large(int n) {
    return algebra.factorial(Expr.num(n));
  }

  private Expr binomial(int n, int k) {
    return algebra.binomial(Expr.num(n), Expr.num(k));
  }

  private Expr power(int base, int exponent) {
    return algebra.power(Expr.num(base), Expr.num(exponent));
  }

  private static BigInteger factors(int count, IntUnaryOperator factor) {
    return IntStream.range(0, count)
        .mapToObj(i -> BigInteger.valueOf(factor.applyAsInt(i)))
        .reduce(BigInteger.ONE, BigInteger::multiply);
  }

  private static Num number(BigInteger value) {
    return new Num(Rational.of(value));
  }
}
