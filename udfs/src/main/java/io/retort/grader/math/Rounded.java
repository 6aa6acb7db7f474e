package io.retort.grader.math;

import io.retort.grader.math.Expr.Num;
import io.retort.grader.math.MathOptions.Rounding;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/** Compares constants as far as an option allows them to be rounded. */
final class Rounded {

  private static final MathContext DIGITS = new MathContext(50);
  private static final int MAX_SCALE = 400;
  private static final int DOUBLE_DIGITS = 15;
  private static final int MAX_DOUBLE_BITS = 400;

  private final Rounding rounding;
  private final Work work;

  Rounded(Rounding rounding, Work work) {
    this.rounding = rounding;
    this.work = work;
  }

  boolean areEqual(Expr a, Expr b) {
    if (RealOrder.infinity(a) != 0 || RealOrder.infinity(b) != 0) {
      return false;
    }
    if (isPrintedDouble(a) != isPrintedDouble(b) && isPrinted(a, b)) {
      return true;
    }
    if (rounding.kind() == Rounding.Kind.OFF || Relations.hasName(a) || Relations.hasName(b)) {
      return false;
    }
    Optional<BigDecimal> left = decimal(a);
    Optional<BigDecimal> right = decimal(b);
    return left.isPresent() && right.isPresent() && areClose(left.get(), right.get());
  }

  /**
   * Whether this is a decimal of 15 or more significant digits: nobody writes one, but a program
   * prints a double like that.
   */
  private static boolean isPrintedDouble(Expr expr) {
    return expr instanceof Num number
        && number.value().denominator().bitLength() > 20
        && number.value().denominator().bitLength() < MAX_DOUBLE_BITS
        && number.value().isDecimal()
        && new BigDecimal(number.value().numerator())
                .divide(new BigDecimal(number.value().denominator()))
                .precision()
            >= DOUBLE_DIGITS;
  }

  /** Whether one is the double nearest to the other, which no decimal can write. */
  private boolean isPrinted(Expr a, Expr b) {
    Expr exact = isPrintedDouble(a) ? b : a;
    boolean isDecimal = exact instanceof Num number && number.value().isDecimal();
    if (isDecimal || Relations.hasName(exact)) {
      return false;
    }
    MathContext digits = new MathContext(DOUBLE_DIGITS);
    Optional<BigDecimal> left = decimal(a);
    Optional<BigDecimal> right = decimal(b);
    if (left.isEmpty() || right.isEmpty()) {
      return false;
    }
    // Rounding to 15 digits what was rounded to 16 before may go the other way.
    boolean isDouble = isPrintedDouble(a);
    BigDecimal printed = isDouble ? left.get() : right.get();
    BigDecimal value = isDouble ? right.get() : left.get();
    return printed.round(digits).compareTo(value.round(digits)) == 0
        || printed.compareTo(value.round(new MathContext(printed.precision()))) == 0;
  }

  private boolean areClose(BigDecimal a, BigDecimal b) {
    return switch (rounding.kind()) {
      case OFF -> false;
      case DECIMALS -> areEqualAt((int) rounding.amount(), a, b);
      case SHORTER -> {
        int shown = Math.min(Math.max(0, a.scale()), Math.max(0, b.scale()));
        yield shown >= 2 && areEqualAt(shown, a, b);
      }
      case RELATIVE ->
          a.subtract(b)
                  .abs()
                  .compareTo(a.abs().max(b.abs()).multiply(BigDecimal.valueOf(rounding.amount())))
              <= 0;
    };
  }

  private static boolean areEqualAt(int decimals, BigDecimal a, BigDecimal b) {
    return a.setScale(decimals, RoundingMode.HALF_UP)
            .compareTo(b.setScale(decimals, RoundingMode.HALF_UP))
        == 0;
  }

  /** The value to 50 digits; for a terminating decimal, the digits it needs. */
  private Optional<BigDecimal> decimal(Expr expr) {
    work.spend(50);
    if (expr instanceof Num number) {
      BigDecimal over = new BigDecimal(number.value().numerator());
      BigDecimal under = new BigDecimal(number.value().denominator());
      BigDecimal value = over.divide(under, DIGITS);
      return Optional.of(value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros());
    }
    try {
      ComplexBall value = new Evaluation(ScalarEquality.BITS, work, 0).valueOf(expr);
      return value.isReal() ? decimal(value.re()) : Optional.empty();
    } catch (UndefinedException e) {
      return Optional.empty();
    }
  }

  private static Optional<BigDecimal> decimal(Ball ball) {
    if (Math.abs(ball.exponent()) > MAX_SCALE * 4L) {
      return Optional.empty();
    }
    int exponent = (int) ball.exponent();
    BigDecimal mantissa = new BigDecimal(ball.mantissa());
    BigDecimal scale = new BigDecimal(BigInteger.TWO.pow(Math.abs(exponent)));
    return Optional.of(exponent >= 0 ? mantissa.multiply(scale) : mantissa.divide(scale, DIGITS));
  }
}
