package io.retort.metric;

import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.special.Beta;

/** The beta distribution. */
final class BetaDistribution {

  /** Of the logit, so that small quantiles have as many digits as large ones. */
  private static final double ACCURACY = 1e-14;

  /** Quantiles from 1e-217 on; a beta distribution of a score has none below. */
  private static final double MAX_LOGIT = 500;

  private BetaDistribution() {}

  /** The x with P(X <= x) = p. */
  static double quantile(double p, double a, double b) {
    double logit =
        new BrentSolver(ACCURACY, ACCURACY, 0)
            .solve(
                1_000,
                u -> Beta.regularizedBeta(fromLogit(u), a, b) - p,
                -MAX_LOGIT,
                MAX_LOGIT,
                Math.log(a / b));
    return fromLogit(logit);
  }

  private static double fromLogit(double u) {
    return 1 / (1 + Math.exp(-u));
  }
}
