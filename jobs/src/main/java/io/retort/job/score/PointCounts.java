package io.retort.job.score;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * Adds up the points of problems, exactly: the sum of binary fractions is one, so that it does not
 * matter in which order or parts they were counted. Not thread-safe.
 */
final class PointCounts implements Serializable {

  private static final long serialVersionUID = 1L;

  private long problems;
  private BigDecimal sum = BigDecimal.ZERO;
  private BigDecimal squares = BigDecimal.ZERO;

  /** Counts a problem by the mean points of its rollouts. */
  void add(ScoredProblem problem) {
    double mean =
        problem.rollouts().stream().mapToDouble(ScoredRollout::points).average().orElseThrow();
    BigDecimal points = new BigDecimal(mean);
    problems++;
    sum = sum.add(points);
    squares = squares.add(points.multiply(points));
  }

  void addAll(PointCounts other) {
    problems += other.problems;
    sum = sum.add(other.sum);
    squares = squares.add(other.squares);
  }

  /** Mean points of at least one problem with the standard error over problems. */
  GroupMetrics.Points points() {
    BigDecimal n = BigDecimal.valueOf(problems);
    double mean = sum.doubleValue() / problems;
    if (problems == 1) {
      return new GroupMetrics.Points(mean, null);
    }
    // n sum(s^2) - sum(s)^2, without rounding and so never below 0
    double spread = n.multiply(squares).subtract(sum.multiply(sum)).doubleValue();
    double variance = spread / problems / (problems - 1);
    return new GroupMetrics.Points(mean, Math.sqrt(variance / problems));
  }
}
