package io.retort.grader.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A formula between math delimiters: {@code $…$} and {@code \\(…\\)} on one line, {@code $$…$$} and
 * {@code \\[…\\]} on any number of them.
 *
 * @param start of the opening delimiter
 * @param end after the closing delimiter
 */
record Formula(String content, int start, int end) {

  private static final Pattern JOINT =
      Pattern.compile("\\s*,?\\s*(?:and|or|et|ou|和|或)\\s*|\\s*,\\s*");

  /** The last formula of a text, with those before it that "and" or "or" joins to it. */
  static Optional<Formula> last(String text) {
    List<Formula> all = all(text);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    int first = all.size() - 1;
    while (first > 0 && isList(text.substring(all.get(first - 1).end(), all.get(first).start()))) {
      first--;
    }
    String joined =
        all.subList(first, all.size()).stream()
            .map(Formula::content)
            .collect(Collectors.joining(", "));
    return Optional.of(new Formula(joined, all.get(first).start(), all.get(all.size() - 1).end()));
  }

  private static boolean isList(String between) {
    return JOINT.matcher(between).matches();
  }

  private static List<Formula> all(String text) {
    List<Formula> all = new ArrayList<>();
    int i = 0;
    while (i < text.length()) {
      String closing = closing(text, i);
      int width = closing.length();
      int close = width == 0 ? -1 : close(text, i + width, closing);
      if (close >= 0) {
        all.add(new Formula(text.substring(i + width, close), i, close + width));
        i = close + width;
      } else {
        i += text.charAt(i) == '\\' ? 2 : Math.max(1, width);
      }
    }
    return all;
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
