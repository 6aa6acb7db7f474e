package io.retort.runtime.tokenizer.template;

/** Python's arithmetic: integers stay integers (within 64 bits), anything else is a float. */
final class Arithmetic {

  private Arithmetic() {}

  static Value apply(Operator operator, Numeric left, Numeric right) {
    boolean dividesByZero =
        right.toDouble() == 0
            && (operator == Operator.DIVIDE
                || operator == Operator.FLOOR_DIVIDE
                || operator == Operator.REMAINDER);
    if (dividesByZero) {
      throw new IllegalArgumentException(
          "the right side of '" + operator.sign() + "' must not be 0, but was");
    }
    boolean isInteger = left.isInteger() && right.isInteger() && operator != Operator.DIVIDE;
    // Python gives a float for a negative power of an integer.
    if (isInteger && !(operator == Operator.POWER && right.toLong() < 0)) {
      return new Numeric.Int(integer(operator, left.toLong(), right.toLong()));
    }
    return new Numeric.Real(real(operator, left.toDouble(), right.toDouble()));
  }

  static Numeric negate(Numeric number) {
    return number.isInteger()
        ? new Numeric.Int(integer(Operator.SUBTRACT, 0, number.toLong()))
        : new Numeric.Real(-number.toDouble());
  }

  private static long integer(Operator operator, long left, long right) {
    try {
      return switch (operator) {
        case ADD -> Math.addExact(left, right);
        case SUBTRACT -> Math.subtractExact(left, right);
        case MULTIPLY -> Math.multiplyExact(left, right);
        case FLOOR_DIVIDE -> Math.floorDiv(left, right);
        case REMAINDER -> Math.floorMod(left, right);
        case POWER -> power(left, right);
        case DIVIDE, JOIN -> throw new AssertionError(operator);
      };
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "integers must stay within 64 bits, but "
              + left
              + " "
              + operator.sign()
              + " "
              + right
              + " does not",
          e);
    }
  }

  private static long power(long base, long exponent) {
    long result = 1;
    long square = base;
    long left = exponent;
    while (left > 0) {
      if ((left & 1) == 1) {
        result = Math.multiplyExact(result, square);
      }
      left >>= 1;
      square = left > 0 ? Math.multiplyExact(square, square) : square;
    }
    return result;
  }

  private static double real(Operator operator, double left, double right) {
    return switch (operator) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case FLOOR_DIVIDE -> Math.floor(left / right);
      case REMAINDER -> remainder(left, right);
      case POWER -> Math.pow(left, right);
      case JOIN -> throw new AssertionError(operator);
    };
  }

  /** Has the sign of the divisor, unlike Java's. */
  private static double remainder(double left, double right) {
    double remainder = left % right;
    return remainder != 0 && (remainder < 0) != (right < 0) ? remainder + right : remainder;
  }
}
