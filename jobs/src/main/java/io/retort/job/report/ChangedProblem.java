package io.retort.job.report;

import io.retort.job.table.MessageRow;
import java.util.List;

/**
 * A problem that one run answers correctly more often than the other.
 *
 * @param problemId the problem
 * @param messages what was asked
 * @param target the reference answer
 * @param baseline one completion of the baseline
 * @param candidate one completion of the candidate: of the run that got better a correct one, of
 *     the other one that is not
 */
record ChangedProblem(
    String problemId, List<MessageRow> messages, String target, Side baseline, Side candidate) {

  ChangedProblem {
    messages = List.copyOf(messages);
  }

  /**
   * One run's part.
   *
   * @param correct correct rollouts
   * @param rollouts all rollouts
   * @param shownRollout number of the rollout whose text is shown
   * @param outcome its outcome
   * @param explanation the grader's
   * @param text the completion
   */
  record Side(
      int correct,
      int rollouts,
      int shownRollout,
      String outcome,
      String explanation,
      String text) {}
}
