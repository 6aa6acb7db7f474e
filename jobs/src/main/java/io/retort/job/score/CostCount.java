package io.retort.job.score;

import io.retort.job.table.CompletionRow;
import java.io.Serializable;
import java.util.HashMap;

/**
 * Adds up what completions took, from their rows alone: it does not matter which start made them,
 * or how that ended. Not thread-safe.
 */
public final class CostCount implements Serializable {

  private static final long serialVersionUID = 1L;

  private long promptTokens;
  private long completionTokens;
  private long prefillMillis;
  private long decodeMillis;
  private final HashMap<String, BusyTime> busyByDevice = new HashMap<>();

  /** Counts one completion. */
  public void add(CompletionRow row) {
    promptTokens += row.promptTokens();
    completionTokens += row.completionTokens();
    prefillMillis += row.prefillMillis();
    decodeMillis += row.decodeMillis();
    // An executor has one engine on one device; a later start may reuse its name, at another time.
    busy(row.executor() + " " + row.device())
        .add(row.createdAt() - row.prefillMillis() - row.decodeMillis(), row.createdAt());
  }

  /** Adds what another one counted. */
  void addAll(CostCount other) {
    promptTokens += other.promptTokens;
    completionTokens += other.completionTokens;
    prefillMillis += other.prefillMillis;
    decodeMillis += other.decodeMillis;
    other.busyByDevice.forEach((device, busy) -> busy(device).addAll(busy));
  }

  private BusyTime busy(String device) {
    return busyByDevice.computeIfAbsent(device, name -> new BusyTime());
  }

  long promptTokens() {
    return promptTokens;
  }

  public long completionTokens() {
    return completionTokens;
  }

  double prefillSeconds() {
    return prefillMillis / 1000.0;
  }

  double decodeSeconds() {
    return decodeMillis / 1000.0;
  }

  /** Time in which devices had one of the completions in work, over all of them. */
  public double deviceSeconds() {
    return busyByDevice.values().stream().mapToLong(BusyTime::millis).sum() / 1000.0;
  }
}
