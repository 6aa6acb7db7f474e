package io.retort.grader.text;

/** Texts as verdicts hold them: shortened, so that no degenerate answer fills a table. */
final class Shown {

  private static final int MAX_EXTRACTED = 1_000;
  private static final int MAX_QUOTED = 100;

  private Shown() {}

  static String extracted(String text) {
    return start(text, MAX_EXTRACTED);
  }

  static String quoted(String text) {
    return "'" + start(text, MAX_QUOTED) + "'";
  }

  private static String start(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    // Half a surrogate pair could not be written as UTF-8.
    int end = Character.isHighSurrogate(text.charAt(maxChars - 1)) ? maxChars - 1 : maxChars;
    return text.substring(0, end) + "… [" + text.length() + " characters]";
  }
}
