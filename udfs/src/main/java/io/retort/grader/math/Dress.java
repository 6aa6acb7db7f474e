package io.retort.grader.math;

/** What may stand around an answer without changing it. */
final class Dress {

  private static final String TRAILING = ".,;:。，；：、\"'“”`*?？؟";
  private static final String LEADING = "\"'“”`*:：,，";

  private Dress() {}

  /** Without white space, math delimiters, outer braces, quotes, and full stops around it. */
  static String off(String answer) {
    String text = repaired(answer).strip();
    while (true) {
      String next = once(text).strip();
      if (next.length() == text.length()) {
        return text;
      }
      text = next;
    }
  }

  private static String once(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int last = text.length() - 1;
    if (TRAILING.indexOf(text.charAt(last)) >= 0
        && !isEscaped(text, last)
        && !isPrime(text)
        && !isRaised(text, last)) {
      return text.substring(0, last);
    }
    if (text.endsWith("*!") || text.endsWith("$!")) {
      return text.substring(0, last); // an exclamation, not a factorial
    }
    if (LEADING.indexOf(text.charAt(0)) >= 0) {
      return text.substring(1);
    }
    for (String open : new String[] {"\\(", "\\[", "$"}) {
      if (text.startsWith(open)) {
        return text.substring(open.length());
      }
    }
    for (String close : new String[] {"\\)", "\\]", "\\\\", "\\ ", "\\"}) {
      if (text.endsWith(close)) {
        return text.substring(0, text.length() - close.length());
      }
    }
    if (text.endsWith("$") && !isEscaped(text, last)) {
      return text.substring(0, last);
    }
    return text.charAt(0) == '{' ? withoutOuterBraces(text) : text;
  }

  private static boolean isEscaped(String text, int index) {
    return index > 0 && text.charAt(index - 1) == '\\';
  }

  /** The star of \\mathbb{N}^*. */
  private static boolean isRaised(String text, int index) {
    return index > 0 && text.charAt(index) == '*' && text.charAt(index - 1) == '^';
  }

  /** Whether the quote at the end is a prime, as in f' or 56'', because none opens the text. */
  private static boolean isPrime(String text) {
    return text.charAt(text.length() - 1) == '\'' && text.charAt(0) != '\'' && text.length() > 1;
  }

  /** Takes all pairs of braces that stand around the whole text away, in one pass. */
  private static String withoutOuterBraces(String text) {
    int leading = 0;
    while (leading < text.length() && text.charAt(leading) == '{') {
      leading++;
    }
    int end = text.length();
    while (end > leading && text.charAt(end - 1) == '}' && !isEscaped(text, end - 1)) {
      end--;
    }
    int depth = leading;
    int outer = leading; // braces at the start that stay open up to the closing ones at the end
    for (int i = leading; i < end; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '{') {
        depth++;
      } else if (c == '}') {
        depth--;
        outer = Math.min(outer, depth);
      }
    }
    int trailing = text.length() - end;
    int pairs = depth == trailing ? Math.max(0, Math.min(outer, trailing)) : 0;
    return text.substring(pairs, text.length() - pairs);
  }

  /** The dots of 0.333... say something about the number; others are only dots. */
  private static String withEllipsis(String text) {
    int dots = text.indexOf("...");
    return dots > 0 && Character.isDigit(text.charAt(dots - 1))
        ? text.replaceAll("(?<=\\d)\\.\\.\\.", "…")
        : text;
  }

  /** Undoes escapes that were resolved once too often: a form feed before "rac", a tab. */
  private static String repaired(String text) {
    String usual = withEllipsis(Unicode.usualWidth(text));
    if (usual.indexOf('\f') < 0 && usual.indexOf('\t') < 0) {
      return usual;
    }
    return usual
        .replace("\\\frac", "\\frac")
        .replace("\frac", "\\frac")
        .replace("\text", "\\text")
        .replace("\times", "\\times")
        .replace("\tfrac", "\\tfrac");
  }

  /** The words of a text, with commands and braces that only dress them taken away. */
  static String plainWords(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        int end = i + 1;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
          end++;
        }
        String name = text.substring(i + 1, end);
        if (name.isEmpty()) {
          plain.append(' ');
          i++;
          continue;
        }
        if (!Vocabulary.TEXTS.contains(name)
            && !Vocabulary.TYPE_FACES.contains(name)
            && !Vocabulary.DROPPED.contains(name)) {
          plain.append('\\').append(name);
        }
        i = end - 1;
      } else if (c == '~') {
        plain.append(' ');
      } else if (c != '{' && c != '}' && c != '$') {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
