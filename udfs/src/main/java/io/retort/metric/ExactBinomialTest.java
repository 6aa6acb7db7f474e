package io.retort.metric;

import org.apache.commons.math3.distribution.BinomialDistribution;

/** Whether a proportion differs from a stated one, such as a score from its published value. */
public final class ExactBinomialTest {

  private ExactBinomialTest() {}

  /**
   * The two-sided p-value: the probability under p0 of all counts no likelier than the observed one
   * (Clopper and Pearson's test in the form of R's {@code binom.test}).
   *
   * @param p0 the stated proportion, in [0, 1]
   */
  public static double twoSided(int successes, int n, double p0) {
    Proportion share = new Proportion(successes, n);
    // Written so that NaN fails too: every comparison with NaN is false.
    if (!(p0 >= 0 && p0 <= 1)) {
      throw new IllegalArgumentException("p0 must be in [0, 1], but was " + p0);
    }
    BinomialDistribution underP0 = new BinomialDistribution(null, n, p0);
    return LikelyTails.twoSided(share.successes(), 0, n, underP0::probability);
  }
}
