package io.retort.job.score;

import java.io.Serializable;
import java.util.List;

/**
 * All rollouts of one problem.
 *
 * @param problemId the problem
 * @param subject empty if the benchmark has none
 * @param level 0 if the benchmark has none
 * @param targetVote the class of answers that the target belongs to
 * @param rollouts in the order of their numbers
 */
public record ScoredProblem(
    String problemId, String subject, int level, String targetVote, List<ScoredRollout> rollouts)
    implements Serializable {

  public ScoredProblem {
    rollouts = List.copyOf(rollouts);
  }

  /** How many of the rollouts are correct. */
  int correct() {
    return (int) rollouts.stream().filter(rollout -> rollout.points() == 1).count();
  }
}
