package io.retort.filter.reward;

import io.retort.filter.WordWindows;

/**
 * {@code repetition_penalty}: (1 - distinct / all n-grams of words) x maxPenalty, case ignored; 0
 * for a text of fewer than n words (Yeo et al. 2025, arXiv 2502.03373, appendix C.2).
 *
 * @param words n, at least 1
 * @param maxPenalty at most 0
 */
public record RepetitionPenalty(int words, double maxPenalty) {

  public RepetitionPenalty {
    if (words < 1) {
      throw new IllegalArgumentException("words must be at least 1, but was " + words);
    }
    // Written so that NaN fails too: every comparison with NaN is false.
    if (!(maxPenalty <= 0)) {
      throw new IllegalArgumentException("maxPenalty must be at most 0, but was " + maxPenalty);
    }
  }

  /** open-r1's: three words, down to -1. */
  public static RepetitionPenalty standard() {
    return new RepetitionPenalty(3, -1);
  }

  public double of(String text) {
    double share = WordWindows.ofLowerCase(text, words).repeatedShare();
    return share == 0 ? 0 : share * maxPenalty;
  }
}
