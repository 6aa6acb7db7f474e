package io.retort.job.config;

import java.util.Collection;
import java.util.Comparator;

/** Levenshtein distance, to name the key that a misspelt one was probably meant to be. */
final class EditDistance {

  private EditDistance() {}

  /** The candidate with the fewest edits; among equals the first in the alphabet. */
  static String nearest(String word, Collection<String> candidates) {
    return candidates.stream()
        .sorted()
        .min(Comparator.comparingInt(candidate -> between(word, candidate)))
        .orElseThrow(() -> new IllegalArgumentException("candidates must not be empty"));
  }

  /** Insertions, deletions and replacements of one character that turn {@code a} into {@code b}. */
  static int between(String a, String b) {
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[b.length()];
  }
}
