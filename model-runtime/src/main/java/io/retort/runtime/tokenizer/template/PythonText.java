package io.retort.runtime.tokenizer.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Python means by the characters of a text: code points, its own white space, its lines. */
final class PythonText {

  private static final Pattern LINE_END =
      Pattern.compile("\r\n|[\n\r\u000b\f\u001c\u001d\u001e\u0085\u2028\u2029]");

  private PythonText() {}

  /** Whether {@code str.isspace} says so. */
  static boolean isSpace(int point) {
    return Character.isWhitespace(point) || Character.isSpaceChar(point) || point == 0x85;
  }

  static String strip(String text) {
    return stripStart(stripEnd(text));
  }

  static String stripStart(String text) {
    return stripStart(text, PythonText::isSpace);
  }

  static String stripEnd(String text) {
    return stripEnd(text, PythonText::isSpace);
  }

  static String stripStart(String text, IntPredicate isStripped) {
    int start = 0;
    while (start < text.length() && isStripped.test(text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    return text.substring(start);
  }

  static String stripEnd(String text, IntPredicate isStripped) {
    int end = text.length();
    while (end > 0 && isStripped.test(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(0, end);
  }

  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Each code point as a text. */
  static List<String> characters(String text) {
    return text.codePoints().mapToObj(Character::toString).toList();
  }

  /** The lines without their ends; no empty line after the last end. */
  static List<String> lines(String text) {
    return lines(text, false);
  }

  static List<String> linesWithEnds(String text) {
    return lines(text, true);
  }

  private static List<String> lines(String text, boolean keepsEnds) {
    List<String> lines = new ArrayList<>();
    Matcher end = LINE_END.matcher(text);
    int start = 0;
    while (end.find()) {
      lines.add(text.substring(start, keepsEnds ? end.end() : end.start()));
      start = end.end();
    }
    if (start < text.length()) {
      lines.add(text.substring(start));
    }
    return lines;
  }

  /** Order by code points; Java's own order is by UTF-16 units. */
  static int compare(String left, String right) {
    return Arrays.compare(left.codePoints().toArray(), right.codePoints().toArray());
  }

  /** The literal that Python would print for the text inside of a list. */
  static String quote(String text) {
    char quote = text.contains("'") && !text.contains("\"") ? '"' : '\'';
    StringBuilder quoted = new StringBuilder().append(quote);
    text.codePoints().forEach(point -> quoted.append(quoted(point, quote)));
    return quoted.append(quote).toString();
  }

  private static String quoted(int point, char quote) {
    if (point == quote || point == '\\') {
      return "\\" + (char) point;
    }
    return switch (point) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> isPrintable(point) ? Character.toString(point) : code(point);
    };
  }

  private static String code(int point) {
    if (point < 0x100) {
      return String.format("\\x%02x", point);
    }
    return point < 0x10000 ? String.format("\\u%04x", point) : String.format("\\U%08x", point);
  }

  private static boolean isPrintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> point == ' ';
      default -> true;
    };
  }
}
