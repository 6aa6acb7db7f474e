package io.retort.runtime.tokenizer.template;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Filters that compute a number, or choose an element by its order. */
final class NumberFilters {

  private static final int MAX_DIGITS = 300; // no double has a decimal place beyond

  private NumberFilters() {}

  static Value abs(Value input, Arguments arguments, Rendering rendering) {
    arguments.bind();
    Numeric number = number(input, "abs");
    return number.toDouble() < 0 ? Arithmetic.negate(number) : plain(number);
  }

  private static Numeric plain(Numeric number) {
    return number.isInteger() ? new Numeric.Int(number.toLong()) : number;
  }

  /** Half to even of the exact binary value, as Python; or up or down. */
  static Value round(Value input, Arguments arguments, Rendering rendering) {
    Arguments bound = arguments.bind("precision", "method");
    Numeric number = number(input, "round");
    int precision = bound.integer("precision", 0);
    if (Math.abs(precision) > MAX_DIGITS) {
      throw bound.wrong("precision", "at most 300 digits", bound.required("precision"));
    }
    String method = bound.text("method", "common");
    boolean stays = number.isInteger() && precision >= 0;
    return switch (method) {
      case "common" -> stays ? plain(number) : rounded(number, precision, RoundingMode.HALF_EVEN);
      case "ceil" -> scaled(number, precision, true);
      case "floor" -> scaled(number, precision, false);
      default ->
          throw bound.wrong("method", "'common', 'ceil' or 'floor'", bound.required("method"));
    };
  }

  private static Numeric rounded(Numeric number, int precision, RoundingMode mode) {
    if (!Double.isFinite(number.toDouble())) {
      return number;
    }
    double value = new BigDecimal(number.toDouble()).setScale(precision, mode).doubleValue();
    return number.isInteger() ? new Numeric.Int((long) value) : new Numeric.Real(value);
  }

  // In floating point, as Jinja does it.
  private static Value scaled(Numeric number, int precision, boolean isUp) {
    double scale = Math.pow(10, precision);
    double value = number.toDouble() * scale;
    return new Numeric.Real((isUp ? Math.ceil(value) : Math.floor(value)) / scale);
  }

  static Value sum(Value input, Arguments arguments, Rendering rendering) {
    Arguments bound = arguments.bind("attribute", "start");
    Value sum = bound.optional("start").orElse(new Numeric.Int(0));
    for (Value element : ListFilters.attributes(input, bound)) {
      sum = Operator.ADD.apply(sum, element, rendering);
    }
    return sum;
  }

  /** The first of the largest elements, or of the smallest; undefined of none. */
  static Filter extreme(boolean isLargest) {
    return (input, arguments, rendering) -> {
      Arguments bound = arguments.bind("case_sensitive", "attribute");
      List<Value> elements = input.elements();
      List<Value> keys = ListFilters.folded(ListFilters.attributes(input, bound), bound);
      if (elements.isEmpty()) {
        return new Undefined("the extreme of nothing");
      }
      int best = 0;
      for (int i = 1; i < elements.size(); i++) {
        int order = Comparison.order(keys.get(i), keys.get(best), rendering);
        best = (isLargest ? order > 0 : order < 0) ? i : best;
      }
      return elements.get(best);
    };
  }

  private static Numeric number(Value input, String filter) {
    if (input instanceof Numeric number) {
      return number;
    }
    throw new IllegalArgumentException(
        "the filter '" + filter + "' must be given a number, but was given " + input.type());
  }
}
