package io.retort.metric;

/**
 * How often one problem was answered correctly.
 *
 * @param correct rollouts with the outcome correct, 0..rollouts
 * @param rollouts all rollouts that count, at least 1; whether a truncated or a failed one counts
 *     is the caller's decision
 */
public record ProblemScore(int correct, int rollouts) {

  public ProblemScore {
    if (rollouts < 1) {
      throw new IllegalArgumentException("a problem needs at least 1 rollout, but has " + rollouts);
    }
    if (correct < 0 || correct > rollouts) {
      throw new IllegalArgumentException(
          "correct rollouts must be in 0.." + rollouts + ", but were " + correct);
    }
  }

  /** The share of rollouts that were correct, in [0, 1]. */
  public double rate() {
    return (double) correct / rollouts;
  }
}
