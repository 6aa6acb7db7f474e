package io.retort.job.journal;

import java.time.Duration;

/**
 * When a segment is published: at whichever comes first.
 *
 * @param rows completions in it, at least 1; also the most that a killed task loses
 * @param age time since its first completion. Looked at when a completion comes, not by a timer, so
 *     the last completions of a quiet task wait for the next one or for the end
 */
public record SegmentLimits(int rows, Duration age) {

  public SegmentLimits {
    if (rows < 1) {
      throw new IllegalArgumentException("rows must be at least 1, but was " + rows);
    }
    if (age.isNegative() || age.isZero()) {
      throw new IllegalArgumentException("age must be above 0, but was " + age);
    }
  }
}
