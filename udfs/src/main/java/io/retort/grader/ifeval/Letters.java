package io.retort.grader.ifeval;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Letters, words and white space as Python's {@code str} and {@code re} define them, because the
 * published scores were made with those.
 */
final class Letters {

  /** A word character in a regular expression; Java's own {@code \w} has combining marks too. */
  static final String WORD = "[\\p{L}\\p{N}_]";

  private Letters() {}

  /** Java's {@code isWhitespace} leaves the no-break spaces out. */
  static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || codePoint == 0x85;
  }

  static boolean isBlank(String text) {
    return text.codePoints().allMatch(Letters::isSpace);
  }

  static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** Without any of {@code character} at the start and at the end. */
  static String strip(String text, char character) {
    int start = 0;
    int end = text.length();
    while (start < end && text.charAt(start) == character) {
      start++;
    }
    while (end > start && text.charAt(end - 1) == character) {
      end--;
    }
    return text.substring(start, end);
  }

  /** Parted by line feeds alone. */
  static Stream<String> lines(String text) {
    return Arrays.stream(text.split("\n", -1));
  }

  static boolean isWord(int codePoint) {
    return Character.isLetterOrDigit(codePoint)
        || codePoint == '_'
        || Character.getType(codePoint) == Character.LETTER_NUMBER
        || Character.getType(codePoint) == Character.OTHER_NUMBER;
  }

  /** At least one letter that has a case, and all those upper case. */
  static boolean isUpper(String text) {
    return text.codePoints().anyMatch(Character::isUpperCase)
        && text.codePoints().noneMatch(c -> Character.isLowerCase(c) || Character.isTitleCase(c));
  }

  /** At least one letter that has a case, and all those lower case. */
  static boolean isLower(String text) {
    return text.codePoints().anyMatch(Character::isLowerCase)
        && text.codePoints().noneMatch(c -> Character.isUpperCase(c) || Character.isTitleCase(c));
  }
}
