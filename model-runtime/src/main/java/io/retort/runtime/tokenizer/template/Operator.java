package io.retort.runtime.tokenizer.template;

/** The operators that make a new value of two, with the words for error messages. */
enum Operator {
  ADD("+"),
  SUBTRACT("-"),
  MULTIPLY("*"),
  DIVIDE("/"),
  FLOOR_DIVIDE("//"),
  REMAINDER("%"),
  POWER("**"),
  JOIN("~");

  private final String sign;

  Operator(String sign) {
    this.sign = sign;
  }

  String sign() {
    return sign;
  }

  Value apply(Value left, Value right, Rendering rendering) {
    if (this == JOIN) {
      return Sequences.join(
          new Text(Printer.text(left, rendering)),
          new Text(Printer.text(right, rendering)),
          rendering);
    }
    if (left instanceof Numeric leftNumber && right instanceof Numeric rightNumber) {
      return Arithmetic.apply(this, leftNumber, rightNumber);
    }
    if (this == REMAINDER && left instanceof Text format) {
      return PercentFormat.format(format, right, rendering);
    }
    if (this == ADD && left instanceof Text leftText && right instanceof Text rightText) {
      return Sequences.join(leftText, rightText, rendering);
    }
    if (this == ADD
        && left instanceof Items leftItems
        && right instanceof Items rightItems
        && leftItems.isTuple() == rightItems.isTuple()) {
      return Sequences.join(leftItems, rightItems, rendering);
    }
    if (this == MULTIPLY && right instanceof Numeric times && times.isInteger()) {
      return Sequences.repeat(left, times.toLong(), rendering);
    }
    if (this == MULTIPLY && left instanceof Numeric times && times.isInteger()) {
      return Sequences.repeat(right, times.toLong(), rendering);
    }
    throw new IllegalArgumentException(
        "'"
            + sign
            + "' must stand between values that Python can combine, but stands between "
            + left.type()
            + " and "
            + right.type());
  }
}
