package io.retort.job.plan;

import io.retort.job.journal.Journal;
import io.retort.job.run.PreparedRun;
import io.retort.job.score.CostCount;
import io.retort.job.table.CompletionRow;
import java.io.IOException;

/**
 * What a run's journal holds already.
 *
 * @param completions how many
 * @param tokens in them
 * @param deviceSeconds that they took
 */
record Made(long completions, long tokens, double deviceSeconds) {

  static Made read(PreparedRun run) throws IOException {
    CostCount cost = new CostCount();
    long completions = 0;
    Journal journal =
        new Journal(run.directory().journal(), run.manifest().buckets(), run.directory().hadoop());
    for (int bucket = 0; bucket < journal.buckets(); bucket++) {
      for (CompletionRow row :
          journal.bucket(bucket).read(run.manifest().protocolHash()).completions().values()) {
        cost.add(row);
        completions++;
      }
    }
    return new Made(completions, cost.completionTokens(), cost.deviceSeconds());
  }

  Made plus(Made other) {
    return new Made(
        completions + other.completions,
        tokens + other.tokens,
        deviceSeconds + other.deviceSeconds);
  }

  double meanTokens() {
    return (double) tokens / completions;
  }

  /** Of one device. */
  double tokensPerSecond() {
    return tokens / deviceSeconds;
  }

  boolean hasSpeed() {
    return deviceSeconds > 0 && tokens > 0;
  }
}
