package io.retort.benchmark.generator;

/** How numbers are written inside expressions. */
final class Numerals {

  private Numerals() {}

  /** A number after an operator: {@code 5}, {@code (-5)}. */
  static String operand(int value) {
    return value >= 0 ? Integer.toString(value) : "(" + value + ")";
  }

  /** A sum or difference with the sign as its operator: {@code 7 + 5}, {@code 7 - 5}. */
  static String sum(String left, int right) {
    return left + (right >= 0 ? " + " + right : " - " + -right);
  }

  static String sum(int left, int right) {
    return sum(Integer.toString(left), right);
  }

  /** A term in a variable, its factor not 0: {@code 3x}, {@code x}, {@code -x}. */
  static String term(int factor, String variable) {
    return switch (factor) {
      case 1 -> variable;
      case -1 -> "-" + variable;
      default -> factor + variable;
    };
  }

  /** A linear expression without empty parts: {@code 3x - 5}, {@code -x}. */
  static String linear(int factor, String variable, int constant) {
    String term = term(factor, variable);
    return constant == 0 ? term : sum(term, constant);
  }
}
