package io.retort.metric;

import org.apache.commons.math3.special.Gamma;

/** The probability that a two-sided paired comparison finds a true difference. */
public final class PairedPower {

  private PairedPower() {}

  /**
   * By the normal approximation, Miller 2024, section 5. Good from about 100 problems; too large
   * below.
   *
   * @param effect the true mean difference, of either sign
   * @param n problems, at least 2
   * @param sd standard deviation of the per-problem differences, above 0
   * @param alpha significance level, in (0, 1)
   */
  public static double normalApproximation(double effect, int n, double sd, double alpha) {
    check(effect, n, sd, alpha);
    double shift = Math.abs(effect) * Math.sqrt(n) / sd;
    double critical = Normal.quantile(1 - alpha / 2);
    return Normal.probability(shift - critical) + Normal.probability(-shift - critical);
  }

  /** The exact value for the paired t test and normal differences; arguments as above. */
  public static double ofPairedT(double effect, int n, double sd, double alpha) {
    check(effect, n, sd, alpha);
    double shift = Math.abs(effect) * Math.sqrt(n) / sd;
    return ofNoncentralT(shift, StudentT.quantile(1 - alpha / 2, n - 1), n - 1);
  }

  /**
   * P(|T| > critical) for a noncentral t with shift delta: the mean of P(|Z + delta| > critical s)
   * over s, the square root of chi-squared / df.
   *
   * <p>With s = e^x the density falls off at least exponentially on both sides of its peak at x = 0
   * and is analytic, so the trapezoidal rule converges exponentially in the step.
   */
  static double ofNoncentralT(double delta, double critical, int df) {
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

  private static void check(double effect, int n, double sd, double alpha) {
    if (!Double.isFinite(effect)) {
      throw new IllegalArgumentException("the effect must be finite, but was " + effect);
    }
    MinimumDetectableEffect.checkSample(n, sd);
    MinimumDetectableEffect.checkAlpha(alpha);
  }
}
