package io.retort.grader.math;

import io.retort.grader.math.Expr.Num;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numerals whose base needs more than digits to read: (101)_2, 101_two, FF_16. */
final class Numerals {

  private static final Pattern NUMERAL =
      Pattern.compile("(\\()?([0-9A-Z]{1,60})\\)?_\\(?([0-9]{1,2}|[a-z]+)\\)?");

  private Numerals() {}

  /** Reads a whole text as one numeral; null if it is none. */
  static @Nullable Expr read(String text) {
    Matcher matcher = NUMERAL.matcher(text.replace(" ", ""));
    if (!matcher.matches()) {
      return null;
    }
    String digits = matcher.group(2);
    long base =
        Character.isDigit(matcher.group(3).charAt(0))
            ? Long.parseLong(matcher.group(3))
            : Vocabulary.numberWord(matcher.group(3).toLowerCase(Locale.ROOT));
    boolean isNumeral =
        base >= 2
            && base <= 36
            && digits.chars().allMatch(d -> Character.digit(d, (int) base) >= 0)
            && (digits.length() > 1 || Character.isDigit(digits.charAt(0)));
    return isNumeral
        ? Expr.node(
            Expr.IN_BASE, new Num(Rational.of(new BigInteger(digits, (int) base))), Expr.num(base))
        : null;
  }
}
