package io.retort.grader;

import java.math.BigInteger;

/**
 * An exact fraction in lowest terms, so that equal values are equal records.
 *
 * @param numerator carries the sign
 * @param denominator above 0; 1 for an integer
 */
record Rational(BigInteger numerator, BigInteger denominator) {

  Rational {
    if (denominator.signum() == 0) {
      throw new ArithmeticException("denominator must not be 0, but was, under " + numerator);
    }
    BigInteger divisor = numerator.gcd(denominator);
    if (denominator.signum() < 0) {
      divisor = divisor.negate();
    }
    numerator = numerator.divide(divisor);
    denominator = denominator.divide(divisor);
  }

  static Rational of(long numerator, long denominator) {
    return new Rational(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  boolean isZero() {
    return numerator.signum() == 0;
  }

  Rational negate() {
    return new Rational(numerator.negate(), denominator);
  }

  Rational plus(Rational other) {
    return new Rational(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  Rational dividedBy(Rational other) {
    return new Rational(
        numerator.multiply(other.denominator), denominator.multiply(other.numerator));
  }

  /** "-3/4", or "5" for an integer. */
  @Override
  public String toString() {
    return denominator.equals(BigInteger.ONE)
        ? numerator.toString()
        : numerator + "/" + denominator;
  }
}
