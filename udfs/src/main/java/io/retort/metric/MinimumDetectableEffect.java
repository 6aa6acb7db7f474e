package io.retort.metric;

import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.special.Gamma;

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
    while (power(high, critical, df) < power) {
      high *= 2;
    }
    double shift =
        new BrentSolver(1e-13, 1e-13)
            .solve(1_000, delta -> power(delta, critical, df) - power, 0, high);
    return shift * sd / Math.sqrt(n);
  }

  /**
   * P(|T| > critical) for a noncentral t with shift delta: the mean of P(|Z + delta| > critical s)
   * over s, the square root of chi-squared / df.
   *
   * <p>With s = e^x the density falls off at least exponentially on both sides of its peak at x = 0
   * and is analytic, so the trapezoidal rule converges exponentially in the step.
   */
  private static double power(double delta, double critical, int df) {
    double step = 1 / (8 * Math.sqrt(2.0 * df)); // an eighth of the density's width
    double sum = 0;
    for (int direction = -1; direction <= 1; direction += 2) {
      // The peak belongs to the upward half.
      for (int i = direction > 0 ? 0 : 1; ; i++) {
        double x = direction * i * step;
        double density = Math.exp(logDensity(x, df));
        if (density < 1e-18) {
          break;
        }
        double limit = critical * Math.exp(x);
        sum += density * (Normal.probability(delta - limit) + Normal.probability(-delta - limit));
      }
    }
    return sum * step;
  }

  /** Of x = ln sqrt(chi-squared / df): 2 (df/2)^(df/2) / Gamma(df/2) exp(df (x - e^(2x) / 2)). */
  private static double logDensity(double x, int df) {
    double half = df / 2.0;
    return Math.log(2)
        + half * Math.log(half)
        - Gamma.logGamma(half)
        + df * (x - Math.exp(2 * x) / 2);
  }

  private static void check(int n, double sd, double alpha, double power) {
    if (n < 2) {
      throw new IllegalArgumentException(
          "a paired comparison needs at least 2 problems, but got " + n);
    }
    if (!(sd > 0)) {
      throw new IllegalArgumentException("the standard deviation must be above 0, but was " + sd);
    }
    checkLevels(alpha, power);
  }

  static void checkLevels(double alpha, double power) {
    // Written so that NaN fails too: every comparison with NaN is false.
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("alpha must be in (0, 1), but was " + alpha);
    }
    if (!(power > alpha && power <= MAX_POWER)) {
      throw new IllegalArgumentException(
          "power must be in (alpha, " + MAX_POWER + "], but power=" + power + ", alpha=" + alpha);
    }
  }
}
