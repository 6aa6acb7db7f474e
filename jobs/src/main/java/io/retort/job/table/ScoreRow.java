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
    int points)
    implements Serializable {

  public CompletionKey key() {
    return new CompletionKey(problemId, rollout);
  }
}
