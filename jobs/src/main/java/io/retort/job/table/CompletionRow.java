package io.retort.job.table;

import java.io.Serializable;

/**
 * One completion with where it came from: what is journaled, and with its text split in two parts a
 * row of the table {@link Table#COMPLETIONS}, whose schema documents each column.
 *
 * @param completionText as the engine decoded it
 * @param finishReason "stop", "length" or "error"
 * @param error empty unless {@code finishReason} is "error"
 * @param createdAt milliseconds since 1970-01-01 UTC
 */
public record CompletionRow(
    String runId,
    String protocolHash,
    String modelFingerprint,
    String problemId,
    int rollout,
    long seed,
    String promptSha256,
    int promptTokens,
    String completionText,
    int completionTokens,
    String finishReason,
    String error,
    double sumLogprob,
    long prefillMillis,
    long decodeMillis,
    String executor,
    String device,
    String engineVersion,
    long createdAt)
    implements Serializable {

  public CompletionKey key() {
    return new CompletionKey(problemId, rollout);
  }
}
