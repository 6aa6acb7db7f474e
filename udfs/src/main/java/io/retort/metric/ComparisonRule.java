package io.retort.metric;

/**
 * What it takes to call two runs different, or the same.
 *
 * @param alpha probability of a false alarm where nothing changed, in (0, 1)
 * @param margin a difference below this does not matter; in score, so 0.01 is one point, in (0, 1)
 * @param power for the minimum detectable effect, in (alpha, 0.9999]
 */
public record ComparisonRule(double alpha, double margin, double power) {

  public ComparisonRule {
    MinimumDetectableEffect.checkLevels(alpha, power);
    // Written so that NaN fails too: every comparison with NaN is false.
    if (!(margin > 0 && margin < 1)) {
      throw new IllegalArgumentException("margin must be in (0, 1), but was " + margin);
    }
  }

  /** Alpha 0.05, a margin of one point, power 0.8. */
  public static ComparisonRule standard() {
    return new ComparisonRule(0.05, 0.01, 0.8);
  }
}
