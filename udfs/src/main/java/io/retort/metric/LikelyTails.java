package io.retort.metric;

import java.util.function.IntToDoubleFunction;

/** The two-sided p-value of an exact test whose statistic takes whole numbers. */
final class LikelyTails {

  /**
   * Outcomes this much likelier than the observed one count as equally likely: by symmetry many
   * are, and rounding must not decide about them. The same as in R and scipy.
   */
  private static final double EQUAL = 1e-7;

  private LikelyTails() {}

  /** The probability, at most 1, of all outcomes in low..high no likelier than the observed one. */
  static double twoSided(int observed, int low, int high, IntToDoubleFunction probability) {
    double limit = probability.applyAsDouble(observed) * (1 + EQUAL);
    double sum = 0;
    for (int outcome = low; outcome <= high; outcome++) {
      double likelihood = probability.applyAsDouble(outcome);
      sum += likelihood <= limit ? likelihood : 0;
    }
    return Math.min(1, sum);
  }
}
