package io.retort.grader;

/** The start of a text, so that a degenerate completion is not stored once more in every column. */
final class Excerpt {

  private Excerpt() {}

  /** {@code text} itself up to {@code maxChars}; else so much of it, and how long it was. */
  static String of(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    // Half a surrogate pair could not be written as UTF-8.
    int end = Character.isHighSurrogate(text.charAt(maxChars - 1)) ? maxChars - 1 : maxChars;
    return text.substring(0, end) + "… [" + text.length() + " characters]";
  }
}
