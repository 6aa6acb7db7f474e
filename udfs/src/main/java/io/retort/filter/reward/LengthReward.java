package io.retort.filter.reward;

import java.util.Arrays;
import java.util.List;

/**
 * {@code length}: within the completions of one prompt, shorter is better, and a wrong one is never
 * paid for it (Kimi k1.5, arXiv 2501.12599, section 2.3.3).
 */
public final class LengthReward {

  private LengthReward() {}

  /**
   * The rewards: v = 1/2 - (length - min) / (max - min) for a correct completion, min(0, v) for a
   * wrong one; 0 for all if all are of one length.
   *
   * @param lengths in characters or tokens, at least one
   * @param correct for each length
   */
  public static double[] of(int[] lengths, List<Boolean> correct) {
    if (lengths.length == 0 || lengths.length != correct.size()) {
      throw new IllegalArgumentException(
          "each completion must have a length and a verdict, but there are "
              + lengths.length
              + " lengths and "
              + correct.size()
              + " verdicts");
    }
    int min = Arrays.stream(lengths).min().orElseThrow();
    int max = Arrays.stream(lengths).max().orElseThrow();
    double[] rewards = new double[lengths.length];
    if (min == max) {
      return rewards;
    }
    for (int i = 0; i < rewards.length; i++) {
      double value = 0.5 - (double) (lengths[i] - min) / (max - min);
      rewards[i] = correct.get(i) ? value : Math.min(0, value);
    }
    return rewards;
  }
}
