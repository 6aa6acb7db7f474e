package io.retort.grader.extract;

import java.util.List;
import java.util.Locale;

/** Words and signs that announce an answer, searched from the end of a text in one pass. */
final class Markers {

  private final List<String> words;
  private final String firsts;

  /** {@code words} are lower case; they match in either case, at the start of a word. */
  Markers(String... words) {
    this.words = List.of(words);
    StringBuilder first = new StringBuilder();
    for (String word : words) {
      String letter = word.substring(0, 1);
      first.append(letter).append(letter.toUpperCase(Locale.ROOT));
    }
    this.firsts = first.toString();
  }

  /** A marker found. */
  record Place(int start, int end) {}

  /** The last marker that starts in [from, before); start -1 if there is none. */
  Place lastBefore(String text, int before, int from) {
    for (int i = Math.min(before, text.length()) - 1; i >= from; i--) {
      if (firsts.indexOf(text.charAt(i)) >= 0) {
        for (String word : words) {
          if (text.regionMatches(true, i, word, 0, word.length()) && isWordStart(text, i)) {
            return new Place(i, i + word.length());
          }
        }
      }
    }
    return new Place(-1, -1);
  }

  private static boolean isWordStart(String text, int index) {
    char c = text.charAt(index);
    boolean isLatin = c < 0x250 && Character.isLetter(c);
    return !isLatin
        || index == 0
        || !Character.isLetterOrDigit(text.charAt(index - 1))
        || text.charAt(index - 1) > 0x2E80;
  }
}
