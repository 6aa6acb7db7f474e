package io.retort.runtime.tokenizer.template;

import java.math.BigDecimal;

/** Filters that count and convert. */
final class ValueFilters {

  private ValueFilters() {}

  static Value length(Value input, Arguments arguments, Rendering rendering) {
    arguments.bind();
    if (input instanceof Text text) {
      return new Numeric.Int(PythonText.length(text.text()));
    }
    return new Numeric.Int(input.elements().size());
  }

  /** The value unless it is undefined; with {@code boolean=true} unless it is false or empty. */
  static Value defaultValue(Value input, Arguments arguments, Rendering rendering) {
    Arguments bound = arguments.bind("default_value", "boolean");
    boolean isAbsent =
        input instanceof Undefined || (bound.truth("boolean", false) && !input.isTrue());
    return isAbsent ? bound.optional("default_value").orElse(new Text("")) : input;
  }

  /** What a text says or a float is cut to; the default if it is no number. */
  static Value toInteger(Value input, Arguments arguments, Rendering rendering) {
    Arguments bound = arguments.bind("default", "base");
    Value absent = bound.optional("default").orElse(new Numeric.Int(0));
    checkDefined(input);
    try {
      if (input instanceof Text text) {
        return new Numeric.Int(parse(text.text(), bound.integer("base", 10)));
      }
      if (input instanceof Numeric number) {
        return new Numeric.Int(
            number.isInteger() ? number.toLong() : exact(new BigDecimal(number.toDouble())));
      }
    } catch (NumberFormatException e) {
      return absent;
    }
    return absent;
  }

  private static void checkDefined(Value input) {
    if (input instanceof Undefined undefined) {
      throw new IllegalArgumentException(
          undefined.what() + " must be defined to be made a number, but is not");
    }
  }

  // Python reads an integer, and failing that a float, which it cuts.
  private static long parse(String text, int base) {
    String digits = PythonText.strip(text).replace("_", "");
    if (base != 10) {
      String prefix = base == 16 ? "0[xX]" : base == 8 ? "0[oO]" : "0[bB]";
      return Long.parseLong(digits.replaceFirst("^([-+]?)" + prefix, "$1"), base);
    }
    return exact(new BigDecimal(digits));
  }

  private static long exact(BigDecimal number) {
    // Beyond this an exponent would ask for a number of that many digits.
    if (Math.abs((long) number.precision() - number.scale()) > 20) {
      throw tooLarge(number);
    }
    try {
      return number.toBigInteger().longValueExact();
    } catch (ArithmeticException e) {
      throw tooLarge(number);
    }
  }

  private static IllegalArgumentException tooLarge(BigDecimal number) {
    return new IllegalArgumentException("integers must stay within 64 bits, but one was " + number);
  }

  static Value toFloat(Value input, Arguments arguments, Rendering rendering) {
    Arguments bound = arguments.bind("default");
    Value absent = bound.optional("default").orElse(new Numeric.Real(0));
    checkDefined(input);
    try {
      if (input instanceof Text text) {
        return new Numeric.Real(Double.parseDouble(PythonText.strip(text.text())));
      }
    } catch (NumberFormatException e) {
      return absent;
    }
    return input instanceof Numeric number ? new Numeric.Real(number.toDouble()) : absent;
  }
}
