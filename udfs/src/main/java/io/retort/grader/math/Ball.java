package io.retort.grader.math;

import java.math.BigInteger;

/**
 * A real number by its middle and a bound on its error: mantissa * 2^exponent, give or take
 * 2^errorExponent.
 *
 * <p>Exponents are 64 bits wide, so 1/300! and 10^(10^10) are as exact as 1.
 *
 * @param errorExponent {@link #EXACT} if there is no error
 */
record Ball(BigInteger mantissa, long exponent, long errorExponent) {

  static final long EXACT = Long.MIN_VALUE / 4;
  static final Ball ZERO = exact(0);
  static final Ball ONE = exact(1);

  static Ball exact(long value) {
    return new Ball(BigInteger.valueOf(value), 0, EXACT);
  }

  boolean isExact() {
    return errorExponent == EXACT;
  }

  boolean isExactly(long value) {
    return isExact()
        && (mantissa.signum() == 0
            ? value == 0
            : exponent >= 0
                && exponent < 64
                && mantissa.shiftLeft((int) exponent).equals(BigInteger.valueOf(value)));
  }

  /** The magnitude is under 2^top. */
  long top() {
    return mantissa.signum() == 0 ? EXACT : exponent + mantissa.bitLength();
  }

  /** Whether 0 is among the values this may have. */
  boolean hasZero() {
    return mantissa.signum() == 0 || (!isExact() && top() - 1 <= errorExponent);
  }

  boolean isPositive() {
    return mantissa.signum() > 0 && !hasZero();
  }

  boolean isNegative() {
    return mantissa.signum() < 0 && !hasZero();
  }

  /** The largest whole number that is no larger than the middle. */
  BigInteger floor() {
    return exponent >= 0
        ? mantissa.shiftLeft((int) exponent)
        : mantissa.shiftRight((int) Math.min(-exponent, Integer.MAX_VALUE));
  }

  Ball negate() {
    return new Ball(mantissa.negate(), exponent, errorExponent);
  }

  Ball abs() {
    return new Ball(mantissa.abs(), exponent, errorExponent);
  }

  Ball timesPowerOfTwo(long power) {
    return new Ball(mantissa, exponent + power, isExact() ? EXACT : errorExponent + power);
  }
}
