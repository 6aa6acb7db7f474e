package io.retort.grader.math;

import java.math.BigInteger;

/**
 * An exact fraction in lowest terms, so that equal values are equal records.
 *
 * @param numerator carries the sign
 * @param denominator above 0; 1 for an integer
 */
public record Rational(BigInteger numerator, BigInteger denominator)
    implements Comparable<Rational> {

  public static final Rational ZERO = of(0, 1);
  public static final Rational ONE = of(1, 1);

  public Rational {
    if (denominator.signum() == 0) {
      throw new ArithmeticException("denominator must not be 0, but was, under " + numerator);
    }
    if (!denominator.equals(BigInteger.ONE)) {
      BigInteger divisor = numerator.gcd(denominator);
      if (denominator.signum() < 0) {
        divisor = divisor.negate();
      }
      numerator = numerator.divide(divisor);
      denominator = denominator.divide(divisor);
    }
  }

  public static Rational of(long numerator, long denominator) {
    return new Rational(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  public static Rational of(BigInteger integer) {
    return new Rational(integer, BigInteger.ONE);
  }

  public boolean isZero() {
    return numerator.signum() == 0;
  }

  public boolean isInteger() {
    return denominator.equals(BigInteger.ONE);
  }

  /** Whether this is an integer that an {@code int} holds. */
  public boolean isInt() {
    return isInteger() && numerator.bitLength() < 32;
  }

  public int signum() {
    return numerator.signum();
  }

  /** Whether it can be written as a decimal: the denominator has no factor but 2 and 5. */
  public boolean isDecimal() {
    BigInteger rest = denominator.shiftRight(denominator.getLowestSetBit());
    while (rest.bitLength() > 2) {
      BigInteger[] fifth = rest.divideAndRemainder(BigInteger.valueOf(5));
      if (fifth[1].signum() != 0) {
        return false;
      }
      rest = fifth[0];
    }
    return rest.equals(BigInteger.ONE);
  }

  /** How many bits it takes to write; what arithmetic on it costs. */
  public int bits() {
    return numerator.bitLength() + denominator.bitLength();
  }

  public Rational negate() {
    return new Rational(numerator.negate(), denominator);
  }

  public Rational plus(Rational other) {
    return new Rational(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  public Rational minus(Rational other) {
    return plus(other.negate());
  }

  public Rational times(Rational other) {
    return new Rational(
        numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  public Rational dividedBy(Rational other) {
    return new Rational(
        numerator.multiply(other.denominator), denominator.multiply(other.numerator));
  }

  /** Raises to a whole power; a negative one inverts, so the base must not be 0 then. */
  public Rational power(int exponent) {
    Rational base = exponent < 0 ? ONE.dividedBy(this) : this;
    int times = Math.abs(exponent);
    return new Rational(base.numerator.pow(times), base.denominator.pow(times));
  }

  @Override
  public int compareTo(Rational other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }

  /** "-3/4", or "5" for an integer. */
  @Override
  public String toString() {
    return isInteger() ? numerator.toString() : numerator + "/" + denominator;
  }
}
