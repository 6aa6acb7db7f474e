package io.retort.grader;

import io.retort.grader.math.Rational;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ways in which an answer may write one rational number, read exactly.
 *
 * <ul>
 *   <li>integers and decimals: {@code 7}, {@code -0042}, {@code .5}, {@code 27.0}
 *   <li>thousands in groups of three: {@code 1,072}, {@code 1 072}; {@code 1,07} and {@code 0,001}
 *       are not read, because the comma there may be a decimal one
 *   <li>fractions: {@code \frac{-3}{4}}, {@code \frac12}, {@code -6/8}, {@code 0.5/2}
 *   <li>mixed numbers with a proper fraction: {@code 2\frac{1}{3}}, {@code 2 1/3}; {@code
 *       2\frac{5}{3}} is not read, because it may be a product
 * </ul>
 */
final class NumberForms {

  /**
   * Longest text read as a number. Far above any benchmark's answer; bounds what a degenerate one
   * can cost, because big-number arithmetic is not linear in the digits.
   */
  static final int MAX_CHARS = 1_000;

  private static final String DECIMAL =
      "(?:(?:[1-9]\\d{0,2}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?|\\.\\d+)";
  private static final String SPACED = "[1-9]\\d{0,2}(?: \\d{3})+(?:\\.\\d+)?";
  private static final String SIGN = "(?<sign>[+-]?) ?";

  private static final Pattern SINGLE =
      Pattern.compile(SIGN + "(?<value>" + DECIMAL + "|" + SPACED + ")");
  private static final Pattern RATIO =
      Pattern.compile(SIGN + "(?<over>[+-]?" + DECIMAL + ")/(?<under>[+-]?" + DECIMAL + ") ?");
  private static final Pattern MIXED =
      Pattern.compile(SIGN + "(?<whole>\\d+) (?<over>\\d+)/(?<under>\\d+) ?");

  /** An argument is one digit or stands in braces. */
  private static final Pattern FRAC =
      Pattern.compile("\\\\frac(?:\\{([^{}]*)\\}| ?(\\d))(?:\\{([^{}]*)\\}| ?(\\d))");

  private NumberForms() {}

  /** Reads {@code plain}, which came from {@link LatexText}; empty if it is no number. */
  static Optional<Rational> read(String plain) {
    if (plain.length() > MAX_CHARS) {
      return Optional.empty();
    }
    // The spaces keep 2\frac{1}{3} from becoming 21/3, and \frac{1}{2}3 from becoming 1/23.
    String text = FRAC.matcher(plain).replaceAll(" $1$2/$3$4 ");
    Matcher single = SINGLE.matcher(text);
    if (single.matches()) {
      return Optional.of(signed(single, decimal(single.group("value"))));
    }
    Matcher mixed = MIXED.matcher(text);
    if (mixed.matches()) {
      Rational whole = decimal(mixed.group("whole"));
      return properFraction(mixed).map(fraction -> signed(mixed, whole.plus(fraction)));
    }
    Matcher ratio = RATIO.matcher(text);
    return ratio.matches() ? fraction(ratio).map(value -> signed(ratio, value)) : Optional.empty();
  }

  private static Optional<Rational> properFraction(Matcher form) {
    return fraction(form).filter(f -> f.numerator().compareTo(f.denominator()) < 0);
  }

  private static Optional<Rational> fraction(Matcher form) {
    Rational under = decimal(form.group("under"));
    return under.isZero()
        ? Optional.empty()
        : Optional.of(decimal(form.group("over")).dividedBy(under));
  }

  private static Rational signed(Matcher form, Rational value) {
    return form.group("sign").equals("-") ? value.negate() : value;
  }

  private static Rational decimal(String text) {
    BigDecimal value = new BigDecimal(text.replace(",", "").replace(" ", ""));
    // The pattern allows no exponent, so the scale is the number of decimals and never negative.
    return new Rational(value.unscaledValue(), BigInteger.TEN.pow(value.scale()));
  }
}
