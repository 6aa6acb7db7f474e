package io.retort.filter;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The windows of n consecutive words of a text, counted. Words stand between white space.
 *
 * @param total all windows; 0 for a text of fewer than n words
 * @param distinct different ones
 * @param mostFrequent how often the most frequent one occurs
 */
public record WordWindows(int total, int distinct, int mostFrequent) {

  private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}]+");
  private static final long HASH_START = 0xcbf29ce484222325L; // FNV-1a, 64 bits
  private static final long HASH_PRIME = 0x100000001b3L;

  /**
   * Counts; linear in the text's length but for a sort of one hash a word.
   *
   * @param size words in a window, at least 1
   */
  public static WordWindows of(String text, int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a window needs at least 1 word, but size=" + size);
    }
    long[] words =
        WHITE_SPACE
            .splitAsStream(text)
            .filter(word -> !word.isEmpty())
            .mapToLong(WordWindows::hash)
            .toArray();
    int windows = words.length - size + 1;
    return windows < 1 ? new WordWindows(0, 0, 0) : ofSorted(sortedHashes(words, windows, size));
  }

  /** The same without regard to case. */
  public static WordWindows ofLowerCase(String text, int size) {
    return of(text.toLowerCase(Locale.ROOT), size);
  }

  // 64-bit hashes stand for the windows: among a million, two collide with probability 3e-8.
  private static long[] sortedHashes(long[] words, int windows, int size) {
    long[] hashes = new long[windows];
    for (int start = 0; start < windows; start++) {
      long hash = HASH_START;
      for (int i = start; i < start + size; i++) {
        hash = Long.rotateLeft((hash ^ words[i]) * HASH_PRIME, 29);
      }
      hashes[start] = hash;
    }
    Arrays.sort(hashes);
    return hashes;
  }

  private static WordWindows ofSorted(long[] hashes) {
    int distinct = 0;
    int run = 0;
    int longestRun = 0;
    for (int i = 0; i < hashes.length; i++) {
      boolean isNew = i == 0 || hashes[i] != hashes[i - 1];
      distinct += isNew ? 1 : 0;
      run = isNew ? 1 : run + 1;
      longestRun = Math.max(longestRun, run);
    }
    return new WordWindows(hashes.length, distinct, longestRun);
  }

  /** Windows equal to an earlier one / all windows, in [0, 1); 0 if there are none. */
  public double repeatedShare() {
    return total == 0 ? 0 : (double) (total - distinct) / total;
  }

  private static long hash(String word) {
    long hash = HASH_START;
    for (int i = 0; i < word.length(); i++) {
      hash = (hash ^ word.charAt(i)) * HASH_PRIME;
    }
    return hash;
  }
}
