package io.retort.runtime.tokenizer.template;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * How one value is written, in the terms that Python's two ways of formatting share.
 *
 * @param fill character that makes up the width
 * @param align '&lt;', '&gt;', '^', or '=' for between sign and digits; ' ' for what the value
 *     wants
 * @param sign '-', or '+' or ' ' for what stands before numbers that are not negative
 * @param isAlternate whether hexadecimal and its kin say so ("0x")
 * @param width fewest characters
 * @param groups whether thousands are parted by commas
 * @param precision digits after the point, or most characters of a text; -1 if not given
 * @param kind letter of the presentation; 's' if not given for a text, 'd' for an integer, ' ' for
 *     a float
 */
record FormatSpec(
    char fill,
    char align,
    char sign,
    boolean isAlternate,
    int width,
    boolean groups,
    int precision,
    char kind) {

  private static final int MAX_PRECISION = 1000;

  FormatSpec {
    if (precision > MAX_PRECISION) {
      throw new IllegalArgumentException(
          "a format must ask for at most " + MAX_PRECISION + " digits, but asks for " + precision);
    }
  }

  String format(Value value, Rendering rendering) {
    rendering.spendOnText(Math.max(0, width));
    if (kind == 's' || (kind == ' ' && !(value instanceof Numeric))) {
      String text = Printer.text(value, rendering);
      int most = precision < 0 ? PythonText.length(text) : precision;
      return padded("", cut(text, most), '<');
    }
    if (!(value instanceof Numeric number)) {
      throw new IllegalArgumentException(
          "the format '" + kind + "' must be given a number, but was given " + value.type());
    }
    String digits = digits(number);
    boolean isNegative = digits.startsWith("-");
    String prefix = isNegative ? "-" : sign == '-' ? "" : String.valueOf(sign);
    return padded(prefix + radix(), isNegative ? digits.substring(1) : digits, '>');
  }

  private static String cut(String text, int most) {
    return PythonText.length(text) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most));
  }

  private String radix() {
    return isAlternate && "xXob".indexOf(kind) >= 0 ? "0" + kind : "";
  }

  private String digits(Numeric number) {
    boolean isReal = !number.isInteger();
    char shown = kind == ' ' ? (isReal ? 'r' : 'd') : kind;
    return switch (shown) {
      case 'd', 'i', 'u' -> integer(Long.toString(whole(number)));
      case 'x' -> Long.toString(whole(number), 16);
      case 'X' -> Long.toString(whole(number), 16).toUpperCase(Locale.ROOT);
      case 'o' -> Long.toString(whole(number), 8);
      case 'b' -> Long.toString(whole(number), 2);
      case 'f', 'F' -> fixed(number.toDouble(), precision < 0 ? 6 : precision, "");
      case '%' -> fixed(number.toDouble() * 100, precision < 0 ? 6 : precision, "%");
      case 'e', 'E' -> exponential(number.toDouble(), precision < 0 ? 6 : precision);
      case 'r' ->
          precision < 0 ? new Numeric.Real(number.toDouble()).text() : general(number.toDouble());
      case 'g', 'G' -> general(number.toDouble());
      default ->
          throw new IllegalArgumentException(
              "a format must end with one of s d i u x X o b f F e E g G %, but ends with '"
                  + kind
                  + "'");
    };
  }

  private static long whole(Numeric number) {
    return number.isInteger() ? number.toLong() : (long) number.toDouble();
  }

  private String integer(String digits) {
    return groups ? digits.replaceAll("(?<=\\d)(?=(\\d{3})+$)", ",") : digits;
  }

  private String fixed(double value, int places, String unit) {
    if (!Double.isFinite(value)) {
      return new Numeric.Real(value).text() + unit;
    }
    String text = new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).toPlainString();
    boolean losesSign = value < 0 && !text.startsWith("-"); // -0.0 keeps its sign in Python
    String signed = losesSign ? "-" + text : text;
    int point = signed.indexOf('.');
    return point < 0
        ? integer(signed) + unit
        : integer(signed.substring(0, point)) + signed.substring(point) + unit;
  }

  private String exponential(double value, int places) {
    String text = String.format(Locale.ROOT, "%." + places + "e", value);
    return kind == 'E' ? text.toUpperCase(Locale.ROOT) : text;
  }

  // Python's 'g': so many significant digits, without trailing zeros.
  private String general(double value) {
    int significant = Math.max(1, precision < 0 ? 6 : precision);
    if (value == 0 || !Double.isFinite(value)) {
      return value == 0 ? "0" : new Numeric.Real(value).text();
    }
    String text = String.format(Locale.ROOT, "%." + (significant - 1) + "e", value);
    int exponent = Integer.parseInt(text.substring(text.indexOf('e') + 1));
    if (exponent < -4 || exponent >= significant) {
      String mantissa = text.substring(0, text.indexOf('e'));
      String brief = mantissa.contains(".") ? mantissa.replaceAll("\\.?0+$", "") : mantissa;
      return brief + text.substring(text.indexOf('e'));
    }
    String plain = fixed(value, significant - 1 - exponent, "");
    return plain.contains(".") ? plain.replaceAll("\\.?0+$", "") : plain;
  }

  private String padded(String prefix, String text, char usual) {
    int missing = width - PythonText.length(prefix) - PythonText.length(text);
    if (missing <= 0) {
      return prefix + text;
    }
    String space = String.valueOf(fill);
    return switch (align == ' ' ? usual : align) {
      case '<' -> prefix + text + space.repeat(missing);
      case '^' -> space.repeat(missing / 2) + prefix + text + space.repeat(missing - missing / 2);
      case '=' -> prefix + space.repeat(missing) + text;
      default -> space.repeat(missing) + prefix + text;
    };
  }
}
