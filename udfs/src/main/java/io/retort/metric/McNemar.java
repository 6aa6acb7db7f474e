package io.retort.metric;

import org.apache.commons.math3.special.Beta;

/** The exact test of whether changed problems went one way more often than chance allows. */
public final class McNemar {

  private McNemar() {}

  /**
   * The two-sided p-value: twice the smaller tail of Binomial(newlyRight + newlyWrong, 1/2), at
   * most 1 (McNemar 1947 in its exact form). 1 if no problem changed.
   *
   * @param newlyRight problems wrong in the baseline and right in the candidate
   * @param newlyWrong problems right in the baseline and wrong in the candidate
   */
  public static double twoSided(int newlyRight, int newlyWrong) {
    if (newlyRight < 0 || newlyWrong < 0) {
      throw new IllegalArgumentException(
          "counts must be at least 0, but newlyRight=" + newlyRight + ", newlyWrong=" + newlyWrong);
    }
    int smaller = Math.min(newlyRight, newlyWrong);
    int larger = Math.max(newlyRight, newlyWrong);
    if (larger == 0) {
      return 1;
    }
    // P(X <= smaller) of a binomial as an incomplete beta function, small values to full accuracy.
    return Math.min(1, 2 * Beta.regularizedBeta(0.5, larger, smaller + 1));
  }
}
