package io.retort.job.table;

import java.util.List;

/** A row of {@link Table#TRACES}, whose schema documents each column. */
public record TraceRow(
    List<MessageRow> messages,
    String reasoning,
    String answer,
    String problemId,
    int rollout,
    String target,
    String outcome,
    String grader,
    String graderVersion,
    double passRate,
    int n,
    int kCorrect,
    int promptTokens,
    int traceTokens,
    String finishReason,
    String source,
    String promptSha256,
    long seed,
    String modelFingerprint,
    String engineVersion,
    String protocolHash,
    String runId) {

  public TraceRow {
    messages = List.copyOf(messages);
  }
}
