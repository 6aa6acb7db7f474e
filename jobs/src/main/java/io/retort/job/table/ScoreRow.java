package io.retort.job.table;

import java.io.Serializable;

/**
 * What became of one completion: with the completion's key a row of {@link Table#SCORES}, whose
 * schema documents each column.
 */
public record ScoreRow(
    String problemId,
    int rollout,
    String grader,
    String graderVersion,
    String outcome,
    String extracted,
    String target,
    String explanation,
    boolean formatOk,
    double points)
    implements Serializable {

  /** Whether it counts for pass@1: part of a point does not. */
  public boolean isCorrect() {
    return points == 1;
  }

  public CompletionKey key() {
    return new CompletionKey(problemId, rollout);
  }
}
