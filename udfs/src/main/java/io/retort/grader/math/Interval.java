package io.retort.grader.math;

/**
 * The numbers between two ends.
 *
 * @param isLowIn whether the lower end belongs to it
 * @param isHighIn whether the upper end belongs to it
 */
record Interval(Expr low, boolean isLowIn, Expr high, boolean isHighIn) {

  static Interval point(Expr at) {
    return new Interval(at, true, at, true);
  }
}
