package io.retort.metric;

/** A confidence interval, ends included. */
public record Interval(double low, double high) {

  public Interval {
    // Written so that NaN fails too: every comparison with NaN is false.
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "an interval needs low <= high, but low=" + low + ", high=" + high);
    }
  }

  public boolean contains(double value) {
    return low <= value && value <= high;
  }
}
