package io.retort.filter;

/** The paragraphs of a text, parted by blank lines. */
public final class Paragraphs {

  private Paragraphs() {}

  /**
   * Characters in the longest paragraph, white space at its ends left out. DeepSeek-R1 (2025,
   * section 2.3.3) drops traces with long paragraphs and gives no number.
   */
  public static int longest(String text) {
    int longest = 0;
    int start = 0;
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      if (text.substring(at, end).isBlank()) {
        longest = Math.max(longest, text.substring(start, at).strip().length());
        start = end;
      }
      at = end + 1;
    }
    return Math.max(longest, text.substring(start).strip().length());
  }
}
