package io.retort.metric;

/**
 * The 95 % intervals for a proportion that are quantiles of a beta distribution.
 *
 * <p>Clopper-Pearson covers the true value with probability at least 0.95 whatever it is, and is
 * too wide for it. The two others are equal-tailed posterior intervals, 0.95 on average.
 */
public final class BetaInterval {

  private static final double LOW = 0.025;
  private static final double HIGH = 0.975;

  private BetaInterval() {}

  /**
   * The exact interval (Clopper and Pearson 1934); its end is 0 or 1 if nothing or all succeeds.
   */
  public static Interval clopperPearson(int successes, int n) {
    Proportion share = new Proportion(successes, n);
    int failures = share.n() - share.successes();
    double low = successes == 0 ? 0 : BetaDistribution.quantile(LOW, successes, failures + 1);
    double high = failures == 0 ? 1 : BetaDistribution.quantile(HIGH, successes + 1, failures);
    return new Interval(low, high);
  }

  /** With Jeffreys' prior Beta(1/2, 1/2), without a correction at the ends. */
  public static Interval jeffreys(int successes, int n) {
    return posterior(new Proportion(successes, n), 0.5);
  }

  /** With the uniform prior Beta(1, 1). */
  public static Interval uniform(int successes, int n) {
    return posterior(new Proportion(successes, n), 1);
  }

  private static Interval posterior(Proportion share, double prior) {
    double a = share.successes() + prior;
    double b = share.n() - share.successes() + prior;
    return new Interval(
        BetaDistribution.quantile(LOW, a, b), BetaDistribution.quantile(HIGH, a, b));
  }
}
