package io.retort.grader.math;

import java.math.BigInteger;

/**
 * The four operations and the square root on balls, rounded to a number of bits; every result's
 * error covers those of its operands and its own rounding.
 */
final class BallArithmetic {

  private static final long MAX_EXPONENT = 1L << 60;

  private final int bits;
  private final Work work;
  private final long price;

  BallArithmetic(int bits, Work work) {
    this.bits = bits;
    this.work = work;
    this.price = 4 + (long) (bits / 64) * (bits / 64) / 2;
  }

  int bits() {
    return bits;
  }

  Work work() {
    return work;
  }

  Ball of(Rational value) {
    Ball over = rounded(value.numerator(), 0, Ball.EXACT);
    return value.isInteger() ? over : divide(over, rounded(value.denominator(), 0, Ball.EXACT));
  }

  /** The bound on the sum of two errors. */
  static long errorSum(long one, long other) {
    if (one == Ball.EXACT || other == Ball.EXACT) {
      return Math.max(one, other);
    }
    return Math.max(one, other) + 1;
  }

  Ball rounded(BigInteger mantissa, long exponent, long errorExponent) {
    if (Math.abs(exponent) > MAX_EXPONENT) {
      throw new UndefinedException("a number beyond 2^(2^60)");
    }
    int excess = mantissa.bitLength() - bits;
    if (excess <= 0) {
      return new Ball(mantissa, exponent, errorExponent);
    }
    work.spend(1 + mantissa.bitLength() / 64);
    boolean isWhole = mantissa.getLowestSetBit() >= excess; // what is cut off is all zeros
    return new Ball(
        mantissa.shiftRight(excess),
        exponent + excess,
        isWhole ? errorExponent : errorSum(errorExponent, exponent + excess));
  }

  Ball add(Ball a, Ball b) {
    work.spend(price);
    long error = errorSum(a.errorExponent(), b.errorExponent());
    if (a.mantissa().signum() == 0) {
      return new Ball(b.mantissa(), b.exponent(), error);
    }
    if (b.mantissa().signum() == 0) {
      return new Ball(a.mantissa(), a.exponent(), error);
    }
    Ball large = a.top() >= b.top() ? a : b;
    Ball small = a.top() >= b.top() ? b : a;
    if (large.top() - small.top() > 2L * bits && large.exponent() > small.top()) {
      // Too small to be seen beside the other: it counts as error.
      return new Ball(large.mantissa(), large.exponent(), errorSum(error, small.top()));
    }
    long low = Math.min(a.exponent(), b.exponent());
    BigInteger sum =
        a.mantissa()
            .shiftLeft((int) (a.exponent() - low))
            .add(b.mantissa().shiftLeft((int) (b.exponent() - low)));
    return rounded(sum, low, error);
  }

  Ball subtract(Ball a, Ball b) {
    return add(a, b.negate());
  }

  Ball multiply(Ball a, Ball b) {
    work.spend(price);
    long error = Ball.EXACT;
    if (!a.isExact()) {
      error = errorSum(error, a.errorExponent() + Math.max(b.top(), -MAX_EXPONENT));
    }
    if (!b.isExact()) {
      error = errorSum(error, b.errorExponent() + Math.max(a.top(), -MAX_EXPONENT));
    }
    if (!a.isExact() && !b.isExact()) {
      error = errorSum(error, a.errorExponent() + b.errorExponent());
    }
    return rounded(a.mantissa().multiply(b.mantissa()), a.exponent() + b.exponent(), error);
  }

  /** Undefined where the divisor may be 0. */
  Ball divide(Ball a, Ball b) {
    work.spend(2 * price);
    if (b.hasZero()) {
      throw new UndefinedException("a division by what may be 0");
    }
    int shift = Math.max(0, bits + 2 + b.mantissa().bitLength() - a.mantissa().bitLength());
    BigInteger quotient = a.mantissa().shiftLeft(shift).divide(b.mantissa());
    long exponent = a.exponent() - b.exponent() - shift;
    // |b| is at least 2^(top - 2), its error taken off.
    long error = errorSum(Ball.EXACT, exponent);
    if (!a.isExact()) {
      error = errorSum(error, a.errorExponent() - b.top() + 2);
    }
    if (!b.isExact()) {
      error =
          errorSum(error, Math.max(a.top(), -MAX_EXPONENT) + b.errorExponent() - 2 * b.top() + 4);
    }
    return rounded(quotient, exponent, error);
  }

  /** Of a ball that is not negative as a whole. */
  Ball squareRoot(Ball a) {
    work.spend(4 * price);
    if (a.isExact() && a.mantissa().signum() == 0) {
      return a;
    }
    if (a.hasZero()) {
      return new Ball(BigInteger.ZERO, 0, Math.max(a.errorExponent(), a.top()) / 2 + 2);
    }
    if (a.isNegative()) {
      throw new UndefinedException("the square root of a negative number");
    }
    int shift = Math.max(0, 2 * bits + 4 - a.mantissa().bitLength());
    if (((a.exponent() - shift) & 1) != 0) {
      shift++;
    }
    BigInteger scaled = a.mantissa().shiftLeft(shift);
    BigInteger root = scaled.sqrt();
    long exponent = (a.exponent() - shift) / 2;
    boolean isWhole = a.isExact() && root.multiply(root).equals(scaled);
    long error = isWhole ? Ball.EXACT : exponent;
    if (!a.isExact()) {
      error = errorSum(error, a.errorExponent() - (a.top() - 2) / 2);
    }
    return rounded(root, exponent, error);
  }
}
