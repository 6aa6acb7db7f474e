package io.retort.metric;

import org.apache.commons.math3.special.Erf;

/** The standard normal distribution. */
final class Normal {

  private Normal() {}

  /** P(Z <= z), accurate in the lower tail too. */
  static double probability(double z) {
    return Erf.erfc(-z / Math.sqrt(2)) / 2;
  }

  /** The z with P(Z <= z) = p. */
  static double quantile(double p) {
    return Math.sqrt(2) * Erf.erfInv(2 * p - 1);
  }
}
