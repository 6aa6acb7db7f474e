package io.retort.grader.math;

import io.retort.grader.math.Token.Kind;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the period of a repeating decimal: {@code 0.1\overline{6}}, {@code 0.\dot{1}4285\dot{7}},
 * {@code 0.(3)}, {@code 0.333…}.
 */
final class PeriodParser {

  private static final int MAX_PERIOD = 50;

  /** Decimals that end with three of the same digit or a longer period twice. */
  private static final Pattern REPEATED =
      Pattern.compile("\\.\\d{0,50}?(?:(\\d)\\1\\1|(\\d{2,20})\\2)");

  private final TokenCursor cursor;

  PeriodParser(TokenCursor cursor) {
    this.cursor = cursor;
  }

  /** The period that follows these digits, the cursor behind it; empty if none does. */
  String after(String digits) {
    if (cursor.isAt("…")) {
      cursor.next();
      return repeated(digits);
    }
    boolean isBraced = cursor.isAt("{") && digits.endsWith(".");
    Token mark = cursor.peek(isBraced ? 1 : 0);
    boolean isMarked =
        mark.is(Kind.COMMAND, "overline")
            || mark.is(Kind.COMMAND, "bar")
            || mark.is(Kind.COMMAND, "dot")
            || (mark.isSign("(") && digits.endsWith("."));
    if (!isMarked) {
      return "";
    }
    int start = cursor.position();
    if (isBraced) {
      cursor.next();
    }
    String period = mark.isSign("(") ? group("(", ")") : marked();
    boolean isPeriod =
        !period.isEmpty()
            && period.length() <= MAX_PERIOD
            && period.chars().allMatch(Character::isDigit)
            && (!isBraced || cursor.skip("}"));
    if (!isPeriod) {
      cursor.moveTo(start); // a mean, as in 0.5\bar{x}
      return "";
    }
    return period;
  }

  /** Under a bar all digits; between two dots also those that have none. */
  private String marked() {
    boolean isDotted = cursor.next().text().equals("dot");
    String period = digits();
    boolean hasTwoDots =
        isDotted
            && (cursor.isAtCommand("dot")
                || (cursor.peek().kind() == Kind.NUMBER && cursor.peek(1).is(Kind.COMMAND, "dot")));
    if (hasTwoDots) {
      period += cursor.peek().kind() == Kind.NUMBER ? cursor.next().text() : "";
      cursor.next();
      period += digits();
    }
    return period;
  }

  private String digits() {
    return cursor.isAt("{") ? group("{", "}") : cursor.next().text();
  }

  private String group(String open, String close) {
    cursor.expect(open);
    String digits = cursor.next().text();
    return cursor.skip(close) ? digits : "";
  }

  /** The digits that repeat up to the end of a decimal that goes on; empty if none do. */
  private static String repeated(String digits) {
    Matcher matcher = REPEATED.matcher(digits);
    matcher.region(digits.indexOf('.'), digits.length());
    if (digits.length() > MAX_PERIOD || !matcher.matches()) {
      return "";
    }
    return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
  }

  /** What a period p of length k adds behind these digits: p / (10^k - 1), shifted. */
  static Rational tail(String digits, String period) {
    int decimals = digits.length() - digits.indexOf('.') - 1;
    BigInteger nines = BigInteger.TEN.pow(period.length()).subtract(BigInteger.ONE);
    return new Rational(new BigInteger(period), nines.multiply(BigInteger.TEN.pow(decimals)));
  }
}
