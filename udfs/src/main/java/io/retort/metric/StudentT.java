package io.retort.metric;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.special.Beta;

/** Student's t distribution. */
final class StudentT {

  /** The library's default of 1e-9 would show in the ninth digit of an interval. */
  private static final double QUANTILE_ACCURACY = 1e-14;

  private StudentT() {}

  /** P(T > t), accurate in the upper tail, where 1 - P(T <= t) would lose every digit. */
  static double upperTail(double t, int df) {
    double tail = Beta.regularizedBeta(df / (df + t * t), df / 2.0, 0.5) / 2;
    return t >= 0 ? tail : 1 - tail;
  }

  /** The t with P(T <= t) = p. */
  static double quantile(double p, int df) {
    return new TDistribution(df, QUANTILE_ACCURACY).inverseCumulativeProbability(p);
  }
}
