package io.retort.metric;

/** The same problem in two runs. */
public record ScorePair(ProblemScore baseline, ProblemScore candidate) {

  /** Candidate minus baseline, in [-1, 1]. */
  public double difference() {
    return candidate.rate() - baseline.rate();
  }

  boolean isSingleRollout() {
    return baseline.rollouts() == 1 && candidate.rollouts() == 1;
  }
}
