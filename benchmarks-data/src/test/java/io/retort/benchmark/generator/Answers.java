package io.retort.benchmark.generator;

import io.retort.benchmark.generator.ExactExpression.Rational;

/** Reads the answer forms of generated problems. */
final class Answers {

  private Answers() {}

  /** The answer as running text writes it: {@code -\frac{2}{9}} as {@code -2/9}. */
  static String plain(String latex) {
    return latex.replaceAll("\\\\frac\\{(\\d+)}\\{(\\d+)}", "$1/$2").replace("\\%", "%");
  }

  /** The value of an answer; a percentage counts as its number of percent. */
  static Rational value(String latex) {
    return ExactExpression.evaluate(plain(latex).replace("%", ""));
  }
}
