package io.retort.grader.extract;

import java.util.Optional;

/**
 * A formula between math delimiters: {@code $…$} and {@code \\(…\\)} on one line, {@code $$…$$} and
 * {@code \\[…\\]} on any number of them.
 *
 * @param start of the opening delimiter
 * @param end after the closing delimiter
 */
record Formula(String content, int start, int end) {

  /** The last formula of a text, in one pass. */
  static Optional<Formula> last(String text) {
    Optional<Formula> last = Optional.empty();
    int i = 0;
    while (i < text.length()) {
      String closing = closing(text, i);
      int width = closing.length();
      int close = width == 0 ? -1 : close(text, i + width, closing);
      if (close >= 0) {
        last = Optional.of(new Formula(text.substring(i + width, close), i, close + width));
        i = close + width;
      } else {
        i += text.charAt(i) == '\\' ? 2 : Math.max(1, width);
      }
    }
    return last;
  }

  private static String closing(String text, int start) {
    if (text.startsWith("$$", start)) {
      return "$$";
    }
    if (text.startsWith("\\[", start)) {
      return "\\]";
    }
    if (text.startsWith("\\(", start)) {
      return "\\)";
    }
    return text.charAt(start) == '$' ? "$" : "";
  }

  private static int close(String text, int start, String closing) {
    int close = text.indexOf(closing, start);
    while (closing.equals("$") && close > 0 && text.charAt(close - 1) == '\\') {
      close = text.indexOf(closing, close + 1);
    }
    boolean isInline = closing.equals("$") || closing.equals("\\)");
    boolean isEmpty = close >= 0 && text.substring(start, close).isBlank();
    boolean isBroken = isInline && close >= 0 && text.substring(start, close).indexOf('\n') >= 0;
    return isEmpty || isBroken ? -1 : close;
  }
}
