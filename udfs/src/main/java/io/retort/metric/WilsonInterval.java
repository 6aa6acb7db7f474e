package io.retort.metric;

/**
 * The score interval for a proportion (Wilson 1927), which keeps its coverage for few problems and
 * for scores near 0 or 1, where p ± 1.96 se does not.
 */
public final class WilsonInterval {

  private WilsonInterval() {}

  /** The 95 % interval for {@code successes} of {@code n} trials. */
  public static Interval of(int successes, int n) {
    return ofShare(new Proportion(successes, n).value(), n);
  }

  /**
   * The 95 % interval for a share that need not be a whole number of successes.
   *
   * @param share in [0, 1]
   * @param trials independent trials it stands for, above 0
   */
  public static Interval ofShare(double share, double trials) {
    // Written so that NaN fails too: every comparison with NaN is false.
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share must be in [0, 1], but was " + share);
    }
    if (!(trials > 0)) {
      throw new IllegalArgumentException("trials must be above 0, but were " + trials);
    }
    double z = Normal.quantile(0.975);
    double spread = z * z / trials;
    double center = (share + spread / 2) / (1 + spread);
    double halfWidth = Math.sqrt(share * (1 - share) * spread + spread * spread / 4) / (1 + spread);
    // The ends are 0 and 1 exactly there, which the subtraction would miss by a rounding error.
    double low = share == 0 ? 0 : center - halfWidth;
    double high = share == 1 ? 1 : center + halfWidth;
    return new Interval(low, high);
  }
}
