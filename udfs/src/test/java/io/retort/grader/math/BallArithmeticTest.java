package io.retort.grader.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against exact arithmetic at the corners of what the operands may be. */
class BallArithmeticTest {

  private static final long SEED = 20_260_101;
  private static final int BITS = 128;
  private static final MathContext DIGITS = new MathContext(200);

  private final Work work = new Work(1_000_000_000);
  private final BallArithmetic arithmetic = new BallArithmetic(BITS, work);

  /** An operation on balls and the same on exact numbers. */
  private interface Operation {
    Ball of(Ball a, Ball b);
  }

  private interface Exactly {
    BigDecimal of(BigDecimal a, BigDecimal b);
  }

  @Test
  void resultsHoldEveryValueAndAreNotMuchWiderThanNeeded() {
    check(arithmetic::add, BigDecimal::add);
    check(arithmetic::subtract, BigDecimal::subtract);
    check(arithmetic::multiply, BigDecimal::multiply);
    check(arithmetic::divide, (a, b) -> a.divide(b, DIGITS));
    check((a, b) -> arithmetic.squareRoot(a.abs()), (a, b) -> a.abs().sqrt(DIGITS));
  }

  @Test
  void exactNumbersStayExactWhileTheyFit() {
    Ball three = Ball.exact(3);

    assertThat(arithmetic.add(three, Ball.exact(4)).isExactly(7)).isTrue();
    assertThat(arithmetic.multiply(three, Ball.exact(-4)).isExactly(-12)).isTrue();
    assertThat(arithmetic.add(three, Ball.ZERO).isExactly(3)).isTrue();
    assertThat(arithmetic.add(Ball.ZERO, three).isExactly(3)).isTrue();
    assertThat(arithmetic.squareRoot(Ball.exact(9)).isExact()).isTrue();
    assertThat(arithmetic.squareRoot(Ball.exact(10)).isExact()).isFalse();
    assertThat(arithmetic.squareRoot(Ball.ZERO)).isEqualTo(Ball.ZERO);
    BigInteger full = BigInteger.ONE.shiftLeft(BITS).subtract(BigInteger.ONE);
    assertThat(arithmetic.rounded(full, 5, Ball.EXACT)).isEqualTo(new Ball(full, 5, Ball.EXACT));
    assertThat(arithmetic.rounded(full.shiftLeft(1), 5, Ball.EXACT))
        .isEqualTo(new Ball(full, 6, Ball.EXACT));
    assertThat(arithmetic.rounded(full.shiftLeft(1).setBit(0), 5, Ball.EXACT))
        .isEqualTo(new Ball(full, 6, 6));
  }

  @Test
  void whatIsTooSmallToBeSeenCountsAsError() {
    Ball tiny = Ball.ONE.timesPowerOfTwo(-1_000);

    Ball sum = arithmetic.add(Ball.ONE, tiny);

    assertThat(sum).isEqualTo(new Ball(BigInteger.ONE, 0, tiny.top()));
    assertThat(arithmetic.add(tiny, Ball.ONE)).isEqualTo(sum);
    // at twice the bits apart it is still added
    Ball small = Ball.ONE.timesPowerOfTwo(-2 * BITS);
    assertThat(arithmetic.add(Ball.ONE, small).mantissa().bitLength()).isEqualTo(BITS);
  }

  @Test
  void theRootOfWhatMayBeZeroHoldsTheLargestIt() {
    // 0 within 2^-20: up to 2^-10
    Ball nearZero = new Ball(BigInteger.ONE, -30, -20);

    Ball root = arithmetic.squareRoot(nearZero);

    assertThat(root.hasZero()).isTrue();
    assertThat(root.errorExponent()).isBetween(-10L, -8L);
  }

  @Test
  void whatHasNoValueIsUndefined() {
    assertThatExceptionOfType(UndefinedException.class)
        .isThrownBy(() -> arithmetic.divide(Ball.ONE, Ball.ZERO))
        .withMessage("a division by what may be 0");
    assertThatExceptionOfType(UndefinedException.class)
        .isThrownBy(() -> arithmetic.squareRoot(Ball.exact(-1)))
        .withMessage("the square root of a negative number");
    assertThatExceptionOfType(UndefinedException.class)
        .isThrownBy(() -> arithmetic.rounded(BigInteger.ONE, (1L << 60) + 1, Ball.EXACT))
        .withMessage("a number beyond 2^(2^60)");
    assertThat(arithmetic.rounded(BigInteger.ONE, 1L << 60, Ball.EXACT).top())
        .isEqualTo((1L << 60) + 1);
  }

  /** 128 bits are two words, so a product is 2 * 2 / 2 steps beside the 4 of every operation. */
  @Test
  void stepsAreThePriceOfTheWords() {
    assertThat(spentBy(() -> arithmetic.add(Ball.ONE, Ball.ONE))).isEqualTo(6);
    assertThat(spentBy(() -> arithmetic.multiply(Ball.ONE, Ball.ONE))).isEqualTo(6);
    // two products; the quotient of 128 + 2 bits or more is rounded, a step and one for each word
    assertThat(spentBy(() -> arithmetic.divide(Ball.ONE, Ball.exact(3)))).isEqualTo(12 + 1 + 2);
    // four products; the root of 2 * 128 + 4 bits has 130
    assertThat(spentBy(() -> arithmetic.squareRoot(Ball.exact(2)))).isEqualTo(24 + 1 + 2);
    assertThat(
            spentBy(
                () -> arithmetic.rounded(BigInteger.ONE.shiftLeft(639).setBit(0), 0, Ball.EXACT)))
        .isEqualTo(1 + 10);
  }

  @Test
  void errorsAddUp() {
    assertThat(BallArithmetic.errorSum(Ball.EXACT, 5)).isEqualTo(5);
    assertThat(BallArithmetic.errorSum(5, Ball.EXACT)).isEqualTo(5);
    assertThat(BallArithmetic.errorSum(Ball.EXACT, Ball.EXACT)).isEqualTo(Ball.EXACT);
    assertThat(BallArithmetic.errorSum(5, 3)).isEqualTo(6); // 2^5 + 2^3 is under 2^6
  }

  private long spentBy(Runnable operation) {
    long before = work.spent();
    operation.run();
    return work.spent() - before;
  }

  private void check(Operation operation, Exactly exactly) {
    Random random = new Random(SEED);
    for (int round = 0; round < 300; round++) {
      Ball a = random(random);
      Ball b = random(random);
      Ball result = operation.of(a, b);
      BigDecimal low = exactly.of(corners(a).get(0), corners(b).get(0));
      BigDecimal high = low;
      for (BigDecimal x : corners(a)) {
        for (BigDecimal y : corners(b)) {
          BigDecimal value = exactly.of(x, y);
          low = low.min(value);
          high = high.max(value);
        }
      }
      BigDecimal middle = value(result.mantissa(), result.exponent());
      BigDecimal error =
          result.isExact() ? BigDecimal.ZERO : value(BigInteger.ONE, result.errorExponent());
      String what = "seed " + SEED + ", round " + round + ": " + a + ", " + b + " -> " + result;
      assertThat(low).as(what).isGreaterThanOrEqualTo(middle.subtract(error));
      assertThat(high).as(what).isLessThanOrEqualTo(middle.add(error));
      // At most 64 times the width there is, or the last bits of the result's own digits.
      BigDecimal needed = high.subtract(low).multiply(new BigDecimal(64));
      BigDecimal lastBits = value(BigInteger.ONE, result.top() - BITS + 4);
      assertThat(error).as(what).isLessThanOrEqualTo(needed.max(lastBits));
    }
  }

  /** A number of about a hundred bits of either sign, exact or not, whose values are not 0. */
  private static Ball random(Random random) {
    BigInteger mantissa = new BigInteger(60 + random.nextInt(60), random).setBit(55);
    long exponent = random.nextInt(41) - 20L;
    long error = random.nextBoolean() ? Ball.EXACT : exponent + random.nextInt(50);
    Ball ball = new Ball(mantissa, exponent, error);
    return random.nextBoolean() ? ball : ball.negate();
  }

  private static List<BigDecimal> corners(Ball ball) {
    BigDecimal middle = value(ball.mantissa(), ball.exponent());
    if (ball.isExact()) {
      return List.of(middle);
    }
    BigDecimal error = value(BigInteger.ONE, ball.errorExponent());
    return List.of(middle.subtract(error), middle.add(error));
  }

  private static BigDecimal value(BigInteger mantissa, long exponent) {
    BigDecimal power = BigDecimal.valueOf(2).pow((int) Math.abs(exponent));
    return exponent >= 0
        ? new BigDecimal(mantissa).multiply(power)
        : new BigDecimal(mantissa).divide(power);
  }
}
