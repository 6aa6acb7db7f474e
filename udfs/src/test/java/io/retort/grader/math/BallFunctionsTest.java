package io.retort.grader.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Functions at one precision against the same at twice the bits, at exact and inexact arguments.
 */
class BallFunctionsTest {

  private static final long SEED = 20_260_101;
  private static final int BITS = 128;

  private final Work work = new Work(1_000_000_000);
  private final BallArithmetic arithmetic = new BallArithmetic(BITS, work);
  private final BallFunctions functions = new BallFunctions(arithmetic);
  private final BallArithmetic fineArithmetic = new BallArithmetic(2 * BITS, work);
  private final BallFunctions fine = new BallFunctions(fineArithmetic);

  private interface Function {
    Ball of(BallFunctions functions, Ball x);
  }

  @Test
  void bothPrecisionsAgreeWithinTheirErrors() {
    check(BallFunctions::exp, false);
    check(BallFunctions::ln, true);
    check(BallFunctions::atan, false);
    check(BallFunctions::sin, false);
    check(BallFunctions::cos, false);
  }

  /** A wide argument's result must hold the function's value at either end. */
  @Test
  void theErrorOfTheArgumentIsCarriedOn() {
    checkWide(BallFunctions::exp, false);
    checkWide(BallFunctions::ln, true);
    checkWide(BallFunctions::atan, false);
    checkWide(BallFunctions::sin, false);
    checkWide(BallFunctions::cos, false);
  }

  @Test
  void whatIsKnownExactlyIsExact() {
    assertThat(functions.atan(Ball.ZERO)).isEqualTo(Ball.ZERO);
    assertThat(functions.sin(Ball.ZERO).isExactly(0)).isTrue();
    assertThat(functions.cos(Ball.ZERO).isExactly(1)).isTrue();
    assertThat(functions.ln(Ball.ONE)).isEqualTo(Ball.ZERO);
  }

  @Test
  void whatIsNotComputedIsUndefined() {
    assertThatExceptionOfType(UndefinedException.class)
        .isThrownBy(() -> functions.sin(Ball.ONE.timesPowerOfTwo(2_001)))
        .withMessage("the sine of a number beyond 2^2000");
    assertThatExceptionOfType(UndefinedException.class)
        .isThrownBy(() -> functions.exp(Ball.ONE.timesPowerOfTwo(58)))
        .withMessage("an exponential beyond what is computed");
    assertThatExceptionOfType(UndefinedException.class)
        .isThrownBy(() -> functions.exp(new Ball(BigInteger.ONE, 0, -7)))
        .withMessage("an exponential beyond what is computed");
    assertThatExceptionOfType(UndefinedException.class)
        .isThrownBy(() -> functions.ln(Ball.ZERO))
        .withMessage("the logarithm of what may be 0 or less");
    assertThat(functions.exp(Ball.ONE.timesPowerOfTwo(57)).isPositive()).isTrue();
    assertThat(functions.exp(new Ball(BigInteger.ONE, 0, -8)).isPositive()).isTrue();
    assertThat(functions.sin(Ball.ONE.timesPowerOfTwo(1_999)).isExact()).isFalse();
  }

  @Test
  void everySeriesCostsSteps() {
    // Each loop books its products, 6 steps at 128 bits: the six square roots of the logarithm 24
    // each, the five halvings of the angle 30 each, and a term of a series 6.
    long ln = spentBy(() -> functions.ln(Ball.exact(3)));
    long atan = spentBy(() -> functions.atan(Ball.ONE));
    long sin = spentBy(() -> functions.sin(Ball.ONE));
    long exp = spentBy(() -> functions.exp(Ball.ONE));

    assertThat(ln - 6 * 24).isBetween(6L * 5, 6L * 30);
    assertThat(atan - 5 * 30).isBetween(6L * 5, 6L * 30);
    assertThat(sin).isBetween(6L * 10, 6L * 30);
    assertThat(exp).isBetween(6L * 10, 6L * 50);
    assertThat((ln - 6 * 24) % 6 + (atan - 5 * 30) % 6 + sin % 6 + exp % 6).isLessThan(24);
  }

  private long spentBy(Runnable operation) {
    long before = work.spent();
    operation.run();
    return work.spent() - before;
  }

  private void check(Function function, boolean isPositive) {
    Random random = new Random(SEED);
    for (int round = 0; round < 60; round++) {
      Ball x = random(random, isPositive);
      Ball coarse = function.of(functions, x);
      Ball exact = function.of(fine, x);

      String what = "seed " + SEED + ", round " + round + ": " + x + " -> " + coarse;
      assertThat(fineArithmetic.subtract(coarse, exact).hasZero()).as(what).isTrue();
      // No more is lost than some bits of the larger of result and 1.
      assertThat(coarse.errorExponent()).as(what).isLessThan(Math.max(coarse.top(), 0) - BITS + 24);
    }
  }

  private void checkWide(Function function, boolean isPositive) {
    Random random = new Random(SEED);
    for (int round = 0; round < 60; round++) {
      Ball x = random(random, isPositive);
      long error = x.top() - 20 - random.nextInt(20);
      Ball wide = new Ball(x.mantissa(), x.exponent(), error);
      Ball result = function.of(functions, wide);
      Ball step = Ball.ONE.timesPowerOfTwo(error);

      String what = "seed " + SEED + ", round " + round + ": " + wide + " -> " + result;
      Ball low = function.of(fine, fineArithmetic.subtract(x, step));
      Ball high = function.of(fine, fineArithmetic.add(x, step));
      assertThat(fineArithmetic.subtract(result, low).hasZero()).as(what).isTrue();
      assertThat(fineArithmetic.subtract(result, high).hasZero()).as(what).isTrue();
      // None of these rises faster than 2^4 times the larger of result and 1, for |x| < 2^4.
      assertThat(result.errorExponent())
          .as(what)
          .isLessThanOrEqualTo(
              error - Math.min(0, x.top()) * (isPositive ? 1 : 0) + Math.max(result.top(), 0) + 8);
    }
  }

  /** Between 2^-8 and 2^4 in magnitude, exact. */
  private static Ball random(Random random, boolean isPositive) {
    BigInteger mantissa = new BigInteger(52, random).setBit(51);
    Ball ball = new Ball(mantissa, random.nextInt(12) - 60L + 1, Ball.EXACT);
    return isPositive || random.nextBoolean() ? ball : ball.negate();
  }
}
