package io.retort.job.score;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * When a device had work: a union of spans of time in milliseconds, so that completions that ran
 * side by side count once. Not thread-safe.
 */
final class BusyTime implements Serializable {

  private static final long serialVersionUID = 1L;

  // Start to end; no two spans touch. A serialisable map, which TreeMap is.
  private final TreeMap<Long, Long> spans = new TreeMap<>();

  /** Adds the span from {@code start} to {@code end}. */
  void add(long start, long end) {
    long from = start;
    long to = end;
    Map.Entry<Long, Long> touching = spans.floorEntry(to);
    while (touching != null && touching.getValue() >= from) {
      from = Math.min(from, touching.getKey());
      to = Math.max(to, touching.getValue());
      spans.remove(touching.getKey());
      touching = spans.floorEntry(to);
    }
    spans.put(from, to);
  }

  void addAll(BusyTime other) {
    other.spans.forEach(this::add);
  }

  /** Length of all spans. */
  long millis() {
    return spans.entrySet().stream().mapToLong(span -> span.getValue() - span.getKey()).sum();
  }
}
