package io.retort.grader.math;

import io.retort.grader.math.Expr.Num;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers in English words, up to the trillions, and words that complete a number in digits. */
final class NumberWords {

  private static final Map<String, Integer> ZEROS =
      Map.of("hundred", 2, "thousand", 3, "million", 6, "billion", 9, "trillion", 12);

  private static final Map<String, Integer> PARTS =
      Map.ofEntries(
          Map.entry("half", 2),
          Map.entry("halve", 2),
          Map.entry("third", 3),
          Map.entry("quarter", 4),
          Map.entry("fourth", 4),
          Map.entry("fifth", 5),
          Map.entry("sixth", 6),
          Map.entry("seventh", 7),
          Map.entry("eighth", 8),
          Map.entry("ninth", 9),
          Map.entry("tenth", 10));

  private NumberWords() {}

  /** How many zeros a word adds to the number before it: 6 for million; 0 if it adds none. */
  static int zeros(String word) {
    return ZEROS.getOrDefault(word.toLowerCase(Locale.ROOT), 0);
  }

  /** Whether these are the letters of 1st, 2nd, 3rd or 4th behind these digits. */
  static boolean isOrdinalEnding(String letters, String digits) {
    if (!digits.chars().allMatch(Character::isDigit)) {
      return false;
    }
    boolean isTeen = digits.length() > 1 && digits.charAt(digits.length() - 2) == '1';
    String ending =
        switch (isTeen ? '0' : digits.charAt(digits.length() - 1)) {
          case '1' -> "st";
          case '2' -> "nd";
          case '3' -> "rd";
          default -> "th";
        };
    return letters.equals(ending);
  }

  /**
   * Reads "three hundred and five", "minus two", "three quarters", "half"; null if any word is no
   * number.
   */
  static @Nullable Num read(String words) {
    String first = words.substring(0, Math.max(0, words.indexOf(' ')));
    if (first.equals("minus") || first.equals("negative")) {
      Num value = read(words.substring(first.length() + 1));
      return value == null ? null : new Num(value.value().negate());
    }
    if (words.equals("half")) {
      return new Num(Rational.of(1, 2));
    }
    String last = words.substring(words.lastIndexOf(' ') + 1);
    String part = last.endsWith("s") ? last.substring(0, last.length() - 1) : last;
    if (words.length() > last.length() && PARTS.containsKey(part)) {
      Num over = whole(words.substring(0, words.length() - last.length() - 1));
      return over == null
          ? null
          : new Num(over.value().dividedBy(Rational.of(PARTS.getOrDefault(part, 1), 1)));
    }
    return whole(words);
  }

  private static @Nullable Num whole(String words) {
    long total = 0;
    long group = 0;
    boolean isNumber = false;
    for (String word : List.of(words.split(" ", 20))) {
      long value = Vocabulary.numberWord(word);
      if (value < 0) {
        if (isNumber && word.equals("and")) {
          continue;
        }
        return null;
      }
      isNumber = true;
      if (value == 100) {
        group = Math.max(group, 1) * 100;
      } else if (value >= 1_000) {
        total += Math.max(group, 1) * value;
        group = 0;
      } else {
        group += value;
      }
    }
    return isNumber ? Expr.num(total + group) : null;
  }
}
