package io.retort.job.table;

import java.util.Comparator;

/**
 * Which completion of a run this is.
 *
 * @param problemId the problem
 * @param rollout 0 to k-1
 */
public record CompletionKey(String problemId, int rollout) implements Comparable<CompletionKey> {

  private static final Comparator<CompletionKey> ORDER =
      Comparator.comparing(CompletionKey::problemId).thenComparingInt(CompletionKey::rollout);

  @Override
  public int compareTo(CompletionKey other) {
    return ORDER.compare(this, other);
  }
}
