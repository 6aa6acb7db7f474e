package io.retort.benchmark.generator;

/**
 * A rational number as it is written, in lowest terms or not.
 *
 * @param denominator positive
 */
record Fraction(int numerator, int denominator) {

  /** The fraction a ÷ b with the sign on top; b is not 0. */
  static Fraction of(int a, int b) {
    return b > 0 ? new Fraction(a, b) : new Fraction(-a, -b);
  }

  static int gcd(int a, int b) {
    return b == 0 ? Math.abs(a) : gcd(b, a % b);
  }

  static int lcm(int a, int b) {
    return a / gcd(a, b) * b;
  }

  /** What numerator and denominator can both be divided by; 1 in lowest terms. */
  int commonFactor() {
    return gcd(numerator, denominator);
  }

  Fraction reduced() {
    int factor = commonFactor();
    return new Fraction(numerator / factor, denominator / factor);
  }

  Fraction times(int sign) {
    return new Fraction(sign * numerator, denominator);
  }

  /** One over this; the numerator is not 0. */
  Fraction inverse() {
    return of(denominator, numerator);
  }

  Fraction magnitude() {
    return new Fraction(Math.abs(numerator), denominator);
  }

  /** The numerator of the same number over a multiple of the denominator. */
  int numeratorOver(int multiple) {
    return numerator * (multiple / denominator);
  }

  /** How the fraction is expanded: {@code (3 × 5)/(4 × 5)}. */
  String expansion(int factor) {
    return "(" + numerator + " × " + factor + ")/(" + denominator + " × " + factor + ")";
  }

  /** As in running text: {@code -3/4}, or {@code 2} for a whole number. */
  String text() {
    return denominator == 1 ? Integer.toString(numerator) : numerator + "/" + denominator;
  }

  String latex() {
    if (denominator == 1) {
      return text();
    }
    String sign = numerator < 0 ? "-" : "";
    return sign + "\\frac{" + Math.abs(numerator) + "}{" + denominator + "}";
  }
}
