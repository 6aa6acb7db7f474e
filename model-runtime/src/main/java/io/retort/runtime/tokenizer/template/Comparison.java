package io.retort.runtime.tokenizer.template;

import java.util.List;
import java.util.Map;

/** The operators that compare two values. */
enum Comparison {
  EQUAL("=="),
  NOT_EQUAL("!="),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  IN("in"),
  NOT_IN("not in");

  private final String sign;

  Comparison(String sign) {
    this.sign = sign;
  }

  String sign() {
    return sign;
  }

  boolean holds(Value left, Value right, Rendering rendering) {
    return switch (this) {
      case EQUAL -> areEqual(left, right, rendering);
      case NOT_EQUAL -> !areEqual(left, right, rendering);
      case LESS -> order(left, right, rendering) < 0;
      case LESS_OR_EQUAL -> order(left, right, rendering) <= 0;
      case GREATER -> order(left, right, rendering) > 0;
      case GREATER_OR_EQUAL -> order(left, right, rendering) >= 0;
      case IN -> contains(right, left, rendering);
      case NOT_IN -> !contains(right, left, rendering);
    };
  }

  /** Python's {@code ==}: 1, 1.0 and True are equal, a list and a tuple are not. */
  static boolean areEqual(Value left, Value right, Rendering rendering) {
    rendering.spend(1);
    if (left instanceof Numeric leftNumber && right instanceof Numeric rightNumber) {
      return areIntegers(leftNumber, rightNumber)
          ? leftNumber.toLong() == rightNumber.toLong()
          : leftNumber.toDouble() == rightNumber.toDouble();
    }
    if (left instanceof Text leftText && right instanceof Text rightText) {
      rendering.spendOnText(leftText.text().length());
      return leftText.text().equals(rightText.text());
    }
    if (left instanceof Items leftItems && right instanceof Items rightItems) {
      return leftItems.isTuple() == rightItems.isTuple()
          && areEqual(leftItems.values(), rightItems.values(), rendering);
    }
    if (left instanceof Dict leftDict && right instanceof Dict rightDict) {
      return areEqual(leftDict, rightDict, rendering);
    }
    return left == right
        || (left instanceof None && right instanceof None)
        || (left instanceof Undefined && right instanceof Undefined);
  }

  private static boolean areEqual(List<Value> left, List<Value> right, Rendering rendering) {
    boolean areEqual = left.size() == right.size();
    for (int i = 0; areEqual && i < left.size(); i++) {
      areEqual = areEqual(left.get(i), right.get(i), rendering);
    }
    return areEqual;
  }

  private static boolean areEqual(Dict left, Dict right, Rendering rendering) {
    boolean areEqual = left.entries().size() == right.entries().size();
    for (Map.Entry<Value, Value> entry : left.entries().entrySet()) {
      Value other = right.entries().get(entry.getKey());
      areEqual = areEqual && other != null && areEqual(entry.getValue(), other, rendering);
    }
    return areEqual;
  }

  /** Negative, 0 or positive, as by Python's {@code <}: numbers, texts, and lists of such. */
  static int order(Value left, Value right, Rendering rendering) {
    rendering.spend(1);
    if (left instanceof Numeric leftNumber && right instanceof Numeric rightNumber) {
      return areIntegers(leftNumber, rightNumber)
          ? Long.compare(leftNumber.toLong(), rightNumber.toLong())
          : Double.compare(leftNumber.toDouble(), rightNumber.toDouble());
    }
    if (left instanceof Text leftText && right instanceof Text rightText) {
      rendering.spendOnText((long) leftText.text().length() + rightText.text().length());
      return PythonText.compare(leftText.text(), rightText.text());
    }
    if (left instanceof Items leftItems
        && right instanceof Items rightItems
        && leftItems.isTuple() == rightItems.isTuple()) {
      return order(leftItems.values(), rightItems.values(), rendering);
    }
    throw new IllegalArgumentException(
        "only numbers, texts and lists have an order among their kind, but "
            + left.type()
            + " was compared with "
            + right.type());
  }

  private static int order(List<Value> left, List<Value> right, Rendering rendering) {
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      if (!areEqual(left.get(i), right.get(i), rendering)) {
        return order(left.get(i), right.get(i), rendering);
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  private static boolean areIntegers(Numeric left, Numeric right) {
    return left.isInteger() && right.isInteger();
  }

  /** Python's {@code member in container}. */
  private static boolean contains(Value container, Value member, Rendering rendering) {
    if (container instanceof Text text) {
      if (!(member instanceof Text part)) {
        throw new IllegalArgumentException(
            "the left side of 'in' must be a str where the right side is, but was "
                + member.type());
      }
      rendering.spendOnSearch(text.text(), part.text());
      return text.text().contains(part.text());
    }
    if (container instanceof Dict dict) {
      return dict.element(member).isPresent();
    }
    if (container instanceof Items || container instanceof Undefined) {
      return container.elements().stream().anyMatch(each -> areEqual(each, member, rendering));
    }
    throw new IllegalArgumentException(
        "the right side of 'in' must be a str, list or dict, but was " + container.type());
  }
}
