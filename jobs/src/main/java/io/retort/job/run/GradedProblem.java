package io.retort.job.run;

import io.retort.job.table.CompletionRow;
import io.retort.job.table.ProblemRow;
import io.retort.job.table.ScoreRow;
import java.util.List;

/**
 * One problem of a run with its graded completions.
 *
 * @param problem what was asked
 * @param rollouts what was answered, in the order of the rollouts
 */
public record GradedProblem(ProblemRow problem, List<Rollout> rollouts) {

  public GradedProblem {
    rollouts = List.copyOf(rollouts);
  }

  /** One completion and its verdict. */
  public record Rollout(CompletionRow completion, ScoreRow score) {}
}
