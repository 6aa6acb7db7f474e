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

  /** As programs write them: 0xFF, 0b101, 0o17. */
  private static final Pattern PREFIXED =
      Pattern.compile("0(?:[xX]([0-9a-fA-F]{2,15})|[bB]([01]{2,60})|[oO]([0-7]{2,20}))");

  /** 123 base 5, 123 (base five), 123 in base 5. */
  private static final Pattern IN_WORDS =
      Pattern.compile("([0-9A-Z]{1,60})(?: +in)? *\\(?base[ -]*([0-9]{1,2}|[a-z]+)\\)?");

  private Numerals() {}

  /** Reads a whole text as one numeral; null if it is none. */
  static @Nullable Expr read(String text) {
    Matcher prefixed = PREFIXED.matcher(text);
    if (prefixed.matches()) {
      int group = prefixed.group(1) != null ? 1 : prefixed.group(2) != null ? 2 : 3;
      return numeral(
          prefixed.group(group).toUpperCase(Locale.ROOT), group == 1 ? 16 : group == 2 ? 2 : 8);
    }
    Matcher words = IN_WORDS.matcher(text.strip());
    if (text.contains("base") && words.matches()) {
      return numeral(words.group(1), base(words.group(2)));
    }
    Matcher matcher = NUMERAL.matcher(text.replace(" ", ""));
    return matcher.matches() ? numeral(matcher.group(2), base(matcher.group(3))) : null;
  }

  private static long base(String name) {
    return Character.isDigit(name.charAt(0))
        ? Long.parseLong(name)
        : Vocabulary.numberWord(name.toLowerCase(Locale.ROOT));
  }

  private static @Nullable Expr numeral(String digits, long base) {
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
