package io.retort.grader.ifeval;

import java.util.Locale;
import java.util.Set;

/** Words, counted in the two ways that IFEval counts them. */
final class Words {

  /** Characters that the Treebank tokenizer makes tokens of wherever they stand. */
  private static final String SEPARATORS = ";@#$%&?!*[](){}<>\"`«»“”‘’„";

  /** What it splits from the end of a word, longest first. */
  private static final Set<String> ENDINGS = Set.of("N'T", "'LL", "'RE", "'VE", "'S", "'M", "'D");

  /** What it takes for two words. */
  private static final Set<String> PAIRS = Set.of("CANNOT", "GIMME", "GONNA", "GOTTA", "LEMME");

  private Words() {}

  /** Runs of letters, digits and underscores. */
  static int count(String text) {
    int count = 0;
    boolean inWord = false;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      boolean isWord = Letters.isWord(codePoint);
      count += isWord && !inWord ? 1 : 0;
      inWord = isWord;
      i += Character.charCount(codePoint);
    }
    return count;
  }

  /**
   * Tokens of the Penn Treebank kind whose letters are all upper case. Hyphens and slashes do not
   * part a token, so "TWO-STEP" is one; "DON'T" is DO and N'T, and counts twice.
   */
  static int countUpper(String text) {
    int count = 0;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || isBoundary(text, i)) {
        count += start < i ? upperTokens(text.substring(start, i)) : 0;
        start = i + 1;
      }
    }
    return count;
  }

  private static boolean isBoundary(String text, int at) {
    char c = text.charAt(at);
    if (Letters.isSpace(c) || SEPARATORS.indexOf(c) >= 0) {
      return true;
    }
    char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    char before = at > 0 ? text.charAt(at - 1) : ' ';
    return switch (c) {
      case ',', ':' -> !Character.isDigit(next);
      case '-', '.' -> next == c || before == c; // a dash of two hyphens, an ellipsis
      default -> false;
    };
  }

  private static int upperTokens(String word) {
    if (!Letters.isUpper(word)) {
      return 0;
    }
    String bare = Letters.strip(word, '.').toUpperCase(Locale.ROOT);
    boolean isTwo =
        PAIRS.contains(bare)
            || ENDINGS.stream()
                .anyMatch(ending -> bare.endsWith(ending) && bare.length() > ending.length());
    return isTwo ? 2 : 1;
  }
}
