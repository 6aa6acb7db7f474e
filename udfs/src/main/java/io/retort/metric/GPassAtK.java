package io.retort.metric;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.commons.math3.distribution.HypergeometricDistribution;

/** G-Pass@k: the probability that a stated share of k rollouts, not only one, is correct. */
public final class GPassAtK {

  private GPassAtK() {}

  /**
   * The unbiased estimate from n rollouts of one problem: P(X >= ceil(tau k)) for X of k drawn
   * without replacement, c of n being correct (Liu et al. 2024, "Are Your LLMs Capable of Stable
   * Reasoning?", equation 3).
   *
   * @param n rollouts of the problem
   * @param c how many of them were correct, 0..n
   * @param k size of the draw, 1..n
   * @param tau share of the draw that must be correct, in (0, 1]; a small one gives pass@k
   */
  public static double estimate(int n, int c, int k, double tau) {
    PassAtK.check("g-pass@k", n, c, k);
    // Written so that NaN fails too: every comparison with NaN is false.
    if (!(tau > 0 && tau <= 1)) {
      throw new IllegalArgumentException("tau must be in (0, 1], but was " + tau);
    }
    return atLeast(needed(k, tau), n, c, k);
  }

  /**
   * mG-Pass@k: twice the area under G-Pass@k for tau from 1/2 to 1, as the mean over the thresholds
   * ceil(k/2)+1..k (the same paper, equation 5). For k = 1 there are none and it is 0.
   */
  public static double mean(int n, int c, int k) {
    PassAtK.check("g-pass@k", n, c, k);
    double sum = 0;
    for (int needed = (k + 1) / 2 + 1; needed <= k; needed++) {
      sum += atLeast(needed, n, c, k);
    }
    return 2 * sum / k;
  }

  /** In decimal: 0.07 x 100 is 7, which binary fractions miss. */
  private static int needed(int k, double tau) {
    return BigDecimal.valueOf(tau)
        .multiply(BigDecimal.valueOf(k))
        .setScale(0, RoundingMode.CEILING)
        .intValueExact();
  }

  private static double atLeast(int needed, int n, int c, int k) {
    return Math.min(
        1, new HypergeometricDistribution(null, n, c, k).upperCumulativeProbability(needed));
  }
}
