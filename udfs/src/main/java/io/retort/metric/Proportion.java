package io.retort.metric;

/**
 * A share of independent trials that succeeded.
 *
 * @param successes 0..n; for a benchmark, problems answered correctly in its one rollout
 * @param n independent trials, at least 1
 */
public record Proportion(int successes, int n) {

  public Proportion {
    if (n < 1) {
      throw new IllegalArgumentException("an interval needs at least 1 trial, but n=" + n);
    }
    if (successes < 0 || successes > n) {
      throw new IllegalArgumentException(
          "successes must be in 0.." + n + ", but were " + successes);
    }
  }

  /** Successes / n, in [0, 1]. */
  public double value() {
    return (double) successes / n;
  }
}
