package io.retort.job.score;

import io.retort.job.generation.Bucket;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The buckets whose rows make one file of each table.
 *
 * @param buckets neighbours, in order
 */
record Part(List<Bucket> buckets) implements Serializable {

  // Large enough that a run of a few thousand rows is one file, small enough that long traces
  // (32k tokens, about 100 kB) make files of at most a gigabyte or so before compression.
  private static final int ROWS = 10_000;

  Part {
    buckets = List.copyOf(buckets);
  }

  /** Groups neighbouring buckets until a part holds {@link #ROWS} rows. */
  static List<Part> group(List<Bucket> buckets, int rollouts) {
    List<Part> parts = new ArrayList<>();
    List<Bucket> open = new ArrayList<>();
    long rows = 0;
    for (Bucket bucket : buckets) {
      open.add(bucket);
      rows += (long) bucket.problems() * rollouts;
      if (rows >= ROWS) {
        parts.add(new Part(open));
        open.clear();
        rows = 0;
      }
    }
    if (!open.isEmpty()) {
      parts.add(new Part(open));
    }
    return parts;
  }
}
