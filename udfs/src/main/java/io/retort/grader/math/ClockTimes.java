package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Num;
import io.retort.grader.math.Expr.Text;
import io.retort.grader.math.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times of day: hours, minutes and seconds, and the half of the day if it is said.
 *
 * <p>3:30 is a time, for its minutes have two digits, but may still be the ratio that 1:10 is; 3:4
 * is a ratio only. Without a half of the day, 15:30 can only be one instant, 3:30 may be two.
 */
final class ClockTimes {

  private static final Pattern TIME =
      Pattern.compile("(\\d{1,2})(?::([0-5]\\d))?(?::([0-5]\\d))?(?:([ap])\\.?m\\.?|o'?clock)");

  private ClockTimes() {}

  /** Reads 3:30pm, 5 a.m. or 7 o'clock, without spaces and in small letters; null if it is none. */
  static @Nullable Expr read(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches() || Integer.parseInt(time.group(1)) > (time.group(4) == null ? 23 : 12)) {
      return null;
    }
    List<Expr> parts = new ArrayList<>();
    for (int group = 1; group <= 3; group++) {
      String digits = time.group(group);
      if (digits != null || group < 3) {
        parts.add(Expr.num(digits == null ? 0 : Integer.parseInt(digits)));
      }
    }
    return of(parts, time.group(4) == null ? "" : time.group(4));
  }

  /** Whether the tokens ahead are an hour and minutes in two digits, perhaps seconds too. */
  static boolean isHere(TokenCursor cursor) {
    int parts = 1;
    while (cursor.peek(2 * parts - 1).isSign(":") && isSixtieth(cursor.peek(2 * parts))) {
      parts++;
    }
    Token hour = cursor.peek();
    Token after = cursor.peek(2 * parts - 1);
    return parts > 1
        && parts <= 3
        && hour.kind() == Kind.NUMBER
        && hour.text().length() <= 2
        && hour.text().chars().allMatch(Character::isDigit)
        && Integer.parseInt(hour.text()) < 24
        && !after.isSign(":")
        && (after.kind() == Kind.END || after.kind() == Kind.SIGN)
        && !after.isSign("*")
        && !after.isSign("/")
        && !after.isSign("^");
  }

  private static boolean isSixtieth(Token token) {
    return token.kind() == Kind.NUMBER && !token.isSpaced() && token.text().matches("[0-5]\\d");
  }

  /** Takes the time that {@link #isHere} has seen. */
  static Expr take(TokenCursor cursor) {
    List<Expr> parts = new ArrayList<>();
    do {
      parts.add(Expr.num(Integer.parseInt(cursor.next().text())));
    } while (cursor.skip(":"));
    return of(parts, "");
  }

  private static Expr of(List<Expr> parts, String half) {
    List<Expr> args = new ArrayList<>(parts);
    args.add(new Text(half.isEmpty() ? half : half + "m"));
    return new Node(Expr.CLOCK, args);
  }

  /** Hours, minutes and perhaps seconds, as the ratio that they may be. */
  static Node asRatio(Node clock) {
    return new Node(Expr.RATIO, clock.args().subList(0, clock.args().size() - 1));
  }

  /** Whether both can be one instant; of two times without a half of the day, as written. */
  static boolean areEqual(Node a, Node b, boolean isHalfOptional) {
    boolean isHalfMissing = half(a).isEmpty() != half(b).isEmpty();
    int difference = Math.abs(seconds(a) - seconds(b));
    boolean mayBeEither = isHalfMissing && isHalfOptional && (isTwelveHours(a) && isTwelveHours(b));
    return difference == 0 || (mayBeEither && difference == 12 * 3_600);
  }

  private static String half(Node clock) {
    return ((Text) clock.arg(clock.args().size() - 1)).words();
  }

  private static int hour(Node clock) {
    return part(clock, 0);
  }

  private static int part(Node clock, int index) {
    return clock.arg(index) instanceof Num number ? number.value().numerator().intValue() : 0;
  }

  private static boolean isTwelveHours(Node clock) {
    return hour(clock) >= 1 && hour(clock) <= 12;
  }

  /** Since midnight. */
  private static int seconds(Node clock) {
    int hours = half(clock).isEmpty() ? hour(clock) : hour(clock) % 12;
    hours += half(clock).equals("pm") ? 12 : 0;
    return hours * 3_600 + part(clock, 1) * 60 + part(clock, 2);
  }
}
