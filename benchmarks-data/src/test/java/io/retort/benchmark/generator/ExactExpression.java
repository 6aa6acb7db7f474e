package io.retort.benchmark.generator;

import java.math.BigInteger;
import java.util.Map;

/**
 * Evaluates a written expression exactly, independently of the generator: a recursive descent over
 * {@code + - × ÷ / ^}, brackets, unary minus and implicit products such as {@code 3(x + 2)}.
 */
final class ExactExpression {

  /** An exact fraction; compared by value because it is always reduced. */
  record Rational(BigInteger numerator, BigInteger denominator) {

    Rational {
      if (denominator.signum() == 0) {
        throw new ArithmeticException("division by zero");
      }
      BigInteger gcd = numerator.gcd(denominator).max(BigInteger.ONE);
      gcd = denominator.signum() < 0 ? gcd.negate() : gcd;
      numerator = numerator.divide(gcd);
      denominator = denominator.divide(gcd);
    }

    static Rational of(long value) {
      return new Rational(BigInteger.valueOf(value), BigInteger.ONE);
    }

    Rational plus(Rational other) {
      BigInteger left = numerator.multiply(other.denominator);
      BigInteger right = other.numerator.multiply(denominator);
      return new Rational(left.add(right), denominator.multiply(other.denominator));
    }

    Rational times(Rational other) {
      return new Rational(
          numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    Rational inverse() {
      return new Rational(denominator, numerator);
    }

    Rational negated() {
      return new Rational(numerator.negate(), denominator);
    }
  }

  private final String text;
  private final Map<String, Rational> variables;
  private int position;

  private ExactExpression(String text, Map<String, Rational> variables) {
    this.text = text.strip();
    this.variables = variables;
  }

  static Rational evaluate(String text, Map<String, Rational> variables) {
    ExactExpression expression = new ExactExpression(text, variables);
    Rational value = expression.sum();
    if (expression.position < expression.text.length()) {
      throw new IllegalArgumentException("unread rest at " + expression.position + ": " + text);
    }
    return value;
  }

  static Rational evaluate(String text) {
    return evaluate(text, Map.of());
  }

  private Rational sum() {
    Rational value = product();
    while (true) {
      if (accept('+')) {
        value = value.plus(product());
      } else if (accept('-')) {
        value = value.plus(product().negated());
      } else {
        return value;
      }
    }
  }

  private Rational product() {
    if (accept('-')) {
      return product().negated();
    }
    Rational value = fraction();
    while (true) {
      if (accept('×') || startsFactor()) {
        value = value.times(fraction());
      } else if (accept('÷')) {
        value = value.times(fraction().inverse());
      } else {
        return value;
      }
    }
  }

  /** A fraction bar binds tighter than a division sign: {@code 1/2 ÷ 3/4} divides two fractions. */
  private Rational fraction() {
    Rational value = power();
    return accept('/') ? value.times(power().inverse()) : value;
  }

  private Rational power() {
    Rational base = factor();
    if (!accept('^')) {
      return base;
    }
    Rational value = Rational.of(1);
    for (int i = factor().numerator().intValueExact(); i > 0; i--) {
      value = value.times(base);
    }
    return value;
  }

  private Rational factor() {
    if (accept('(')) {
      Rational value = sum();
      if (!accept(')')) {
        throw new IllegalArgumentException("missing ) at " + position + ": " + text);
      }
      return value;
    }
    skipSpaces();
    int start = position;
    while (position < text.length() && Character.isDigit(text.charAt(position))) {
      position++;
    }
    if (position > start) {
      return Rational.of(Long.parseLong(text, start, position, 10));
    }
    String letter = position < text.length() ? text.substring(position, ++position) : "";
    Rational value = variables.get(letter);
    if (value == null) {
      throw new IllegalArgumentException("no value for '" + letter + "' in " + text);
    }
    return value;
  }

  private boolean accept(char wanted) {
    skipSpaces();
    boolean isThere = position < text.length() && text.charAt(position) == wanted;
    position += isThere ? 1 : 0;
    return isThere;
  }

  private boolean startsFactor() {
    skipSpaces();
    return position < text.length()
        && (text.charAt(position) == '(' || Character.isLetter(text.charAt(position)));
  }

  private void skipSpaces() {
    while (position < text.length() && text.charAt(position) == ' ') {
      position++;
    }
  }
}
