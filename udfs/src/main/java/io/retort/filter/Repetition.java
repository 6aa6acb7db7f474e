package io.retort.filter;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * How far a completion says the same over and over, by its windows of 20 consecutive words.
 *
 * <p>Words stand between white space, so a script without spaces shows no repetition. Distillation
 * usually drops a trace with a window that occurs more than 20 times (the AM-DeepSeek-R1 recipe).
 *
 * @param share windows equal to an earlier one / all windows, in [0, 1); 0 for less than 20 words
 * @param mostFrequent how often the most frequent window occurs; 0 for less than 20 words
 */
public record Repetition(double share, int mostFrequent) {

  /** Words in a window. */
  public static final int WINDOW = 20;

  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
  private static final long HASH_START = 0xcbf29ce484222325L; // FNV-1a, 64 bits
  private static final long HASH_PRIME = 0x100000001b3L;

  /** Measures {@code text}; linear in its length but for a sort of one hash a word. */
  public static Repetition of(String text) {
    long[] words = WHITE_SPACE.splitAsStream(text.strip()).mapToLong(Repetition::hash).toArray();
    int windows = words.length - WINDOW + 1;
    if (windows < 1) {
      return new Repetition(0, 0);
    }
    // 64-bit hashes stand for the windows: among a million, two collide with probability 3e-8.
    long[] hashes = new long[windows];
    for (int start = 0; start < windows; start++) {
      long hash = HASH_START;
      for (int i = start; i < start + WINDOW; i++) {
        hash = Long.rotateLeft((hash ^ words[i]) * HASH_PRIME, 29);
      }
      hashes[start] = hash;
    }
    Arrays.sort(hashes);
    return ofSorted(hashes);
  }

  private static Repetition ofSorted(long[] hashes) {
    int distinct = 0;
    int run = 0;
    int longestRun = 0;
    for (int i = 0; i < hashes.length; i++) {
      boolean isNew = i == 0 || hashes[i] != hashes[i - 1];
      distinct += isNew ? 1 : 0;
      run = isNew ? 1 : run + 1;
      longestRun = Math.max(longestRun, run);
    }
    return new Repetition((double) (hashes.length - distinct) / hashes.length, longestRun);
  }

  private static long hash(String word) {
    long hash = HASH_START;
    for (int i = 0; i < word.length(); i++) {
      hash = (hash ^ word.charAt(i)) * HASH_PRIME;
    }
    return hash;
  }
}
