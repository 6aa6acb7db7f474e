package io.retort.metric;

/**
 * The score interval for a proportion (Wilson 1927), which keeps its coverage for few problems and
 * for scores near 0 or 1, where p ± 1.96 se does not.
 */
public final class WilsonInterval {

  private WilsonInterval() {}

  /** The 95 % interval for {@code successes} of {@code n} trials. */
  public static Interval of(int successes, int n) {
    double p = new Proportion(successes, n).value();
    double z = Normal.quantile(0.975);
    double spread = z * z / n;
    double center = (p + spread / 2) / (1 + spread);
    double halfWidth = Math.sqrt(p * (1 - p) * spread + spread * spread / 4) / (1 + spread);
    // The ends are 0 and 1 exactly there, which the subtraction would miss by a rounding error.
    double low = successes == 0 ? 0 : center - halfWidth;
    double high = successes == n ? 1 : center + halfWidth;
    return new Interval(low, high);
  }
}
