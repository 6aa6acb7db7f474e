package io.retort.metric;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The mean of per-problem differences, candidate minus baseline, and the paired t test of whether
 * it is 0.
 *
 * <p>Where all differences are equal there is no variance to estimate and t does not exist. Then p
 * is that of the exact sign-flip test, 2 / 2^n (1 if the difference is 0), because a t test would
 * claim certainty from two problems.
 *
 * @param problems n, at least 2
 * @param mean in [-1, 1]
 * @param standardError sd of the differences / sqrt(n); 0 if all are equal
 * @param t mean / standardError; empty if all differences are equal
 * @param p two-sided, with n - 1 degrees of freedom
 * @param interval95 mean ± t(0.975, n - 1) standardError
 */
public record PairedDifference(
    int problems,
    double mean,
    double standardError,
    OptionalDouble t,
    double p,
    Interval interval95) {

  /**
   * Differences closer than this are equal. Rates are quotients of small integers: those of k and m
   * rollouts differ by at least 1/(k m), while rounding moves them by 1e-16.
   */
  private static final double EQUAL = 1e-12;

  /**
   * Tests {@code differences}, one for each problem.
   *
   * @throws IllegalArgumentException if there are fewer than 2, or one is outside [-1, 1]
   */
  public static PairedDifference of(double... differences) {
    int n = differences.length;
    if (n < 2) {
      throw new IllegalArgumentException(
          "a paired comparison needs at least 2 problems, but got " + n);
    }
    for (double difference : differences) {
      if (!(Math.abs(difference) <= 1)) {
        throw new IllegalArgumentException(
            "a difference of two rates must be in [-1, 1], but was " + difference);
      }
    }
    double mean = Arrays.stream(differences).sum() / n;
    return areEqual(differences)
        ? ofEqual(n, Math.abs(mean) <= EQUAL ? 0 : mean)
        : ofVarying(n, mean, differences);
  }

  public int degreesOfFreedom() {
    return problems - 1;
  }

  /** The standard deviation of the differences. */
  public double standardDeviation() {
    return standardError * Math.sqrt(problems);
  }

  /**
   * The p-value of the claim that the true difference lies within ±{@code margin}: the larger of
   * two one-sided t tests (Schuirmann 1987).
   *
   * <p>If all n differences equal c, t does not exist; then it is the largest probability of seeing
   * that although the true mean reaches the margin. A difference never exceeds 1, so P(d = c) = q
   * means E d <= q c + (1 - q), and E d >= margin needs q <= (1 - margin) / (1 - c). All n equal c
   * with at most the n-th power: 500 unchanged problems show ±0.01 at p = 0.0066, 30 do not.
   *
   * @param margin in (0, 1)
   */
  public double equivalenceP(double margin) {
    if (!(margin > 0 && margin < 1)) {
      throw new IllegalArgumentException("margin must be in (0, 1), but was " + margin);
    }
    if (t.isEmpty()) {
      double distance = Math.abs(mean);
      return distance < margin ? Math.pow((1 - margin) / (1 - distance), problems) : 1;
    }
    double aboveLower = StudentT.upperTail((mean + margin) / standardError, degreesOfFreedom());
    double belowUpper = StudentT.upperTail((margin - mean) / standardError, degreesOfFreedom());
    return Math.max(aboveLower, belowUpper);
  }

  private static boolean areEqual(double[] differences) {
    double low = Arrays.stream(differences).min().orElseThrow();
    double high = Arrays.stream(differences).max().orElseThrow();
    return high - low <= EQUAL;
  }

  private static PairedDifference ofEqual(int n, double mean) {
    double p = mean == 0 ? 1 : Math.pow(2, 1.0 - n);
    return new PairedDifference(n, mean, 0, OptionalDouble.empty(), p, new Interval(mean, mean));
  }

  private static PairedDifference ofVarying(int n, double mean, double[] differences) {
    double squares = 0;
    for (double difference : differences) {
      squares += (difference - mean) * (difference - mean);
    }
    double standardError = Math.sqrt(squares / (n - 1) / n);
    double t = mean / standardError;
    double halfWidth = StudentT.quantile(0.975, n - 1) * standardError;
    return new PairedDifference(
        n,
        mean,
        standardError,
        OptionalDouble.of(t),
        2 * StudentT.upperTail(Math.abs(t), n - 1),
        new Interval(mean - halfWidth, mean + halfWidth));
  }
}
