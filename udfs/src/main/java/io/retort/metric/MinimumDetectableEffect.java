package io.retort.metric;

import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * The smallest true difference that a paired, two-sided comparison finds with a stated power:
 * printed beside every comparison, so that "nothing found" is not read as "nothing there".
 */
public final class MinimumDetectableEffect {

  /** Above this the effect would hang on the last digits of a tail. */
  private static final double MAX_POWER = 0.9999;

  private MinimumDetectableEffect() {}

  /**
   * (z(1 - alpha/2) + z(power)) sd / sqrt(n), as Miller 2024, section 5. Good from about 100
   * problems; too small below.
   *
   * @param n problems, at least 2
   * @param sd standard deviation of the per-problem differences, above 0
   * @param alpha significance level, in (0, 1)
   * @param power wanted probability of finding it, in (alpha, 0.9999]
   */
  public static double normalApproximation(int n, double sd, double alpha, double power) {
    check(n, sd, alpha, power);
    return (Normal.quantile(1 - alpha / 2) + Normal.quantile(power)) * sd / Math.sqrt(n);
  }

  /** The exact value for the paired t test and normal differences; arguments as above. */
  public static double ofPairedT(int n, double sd, double alpha, double power) {
    check(n, sd, alpha, power);
    int df = n - 1;
    double critical = StudentT.quantile(1 - alpha / 2, df);
    double high = 1;
    while (PairedPower.ofNoncentralT(high, critical, df) < power) {
      high *= 2;
    }
    double shift =
        new BrentSolver(1e-13, 1e-13)
            .solve(1_000, delta -> PairedPower.ofNoncentralT(delta, critical, df) - power, 0, high);
    return shift * sd / Math.sqrt(n);
  }

  /**
   * Problems needed to find {@code effect} with the wanted power, by the normal approximation
   * (Miller 2024, equation 9): ((z(1 - alpha/2) + z(power)) sd / effect)^2, rounded up.
   *
   * @param effect the difference to be found, above 0
   */
  public static long problemsNeeded(double effect, double sd, double alpha, double power) {
    if (!(effect > 0)) {
      throw new IllegalArgumentException("the effect must be above 0, but was " + effect);
    }
    checkSample(2, sd);
    checkLevels(alpha, power);
    double root = (Normal.quantile(1 - alpha / 2) + Normal.quantile(power)) * sd / effect;
    return (long) Math.max(2, Math.ceil(root * root));
  }

  private static void check(int n, double sd, double alpha, double power) {
    checkSample(n, sd);
    checkLevels(alpha, power);
  }

  static void checkSample(int n, double sd) {
    if (n < 2) {
      throw new IllegalArgumentException(
          "a paired comparison needs at least 2 problems, but got " + n);
    }
    if (!(sd > 0)) {
      throw new IllegalArgumentException("the standard deviation must be above 0, but was " + sd);
    }
  }

  static void checkLevels(double alpha, double power) {
    checkAlpha(alpha);
    if (!(power > alpha && power <= MAX_POWER)) {
      throw new IllegalArgumentException(
          "power must be in (alpha, " + MAX_POWER + "], but power=" + power + ", alpha=" + alpha);
    }
  }

  static void checkAlpha(double alpha) {
    // Written so that NaN fails too: every comparison with NaN is false.
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("alpha must be in (0, 1), but was " + alpha);
    }
  }
}
