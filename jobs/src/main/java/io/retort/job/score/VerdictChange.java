package io.retort.job.score;

import io.retort.job.table.ScoreRow;

/**
 * A completion whose outcome two graders see differently.
 *
 * @param problemId the problem
 * @param rollout which of its completions
 * @param target the reference answer
 * @param before its verdict before
 * @param after its verdict now
 */
public record VerdictChange(String problemId, int rollout, String target, Side before, Side after) {

  /** One verdict. */
  public record Side(String outcome, String extracted, String explanation) {}

  static VerdictChange of(ScoreRow before, ScoreRow after) {
    return new VerdictChange(
        after.problemId(), after.rollout(), after.target(), side(before), side(after));
  }

  private static Side side(ScoreRow row) {
    return new Side(row.outcome(), row.extracted(), row.explanation());
  }
}
