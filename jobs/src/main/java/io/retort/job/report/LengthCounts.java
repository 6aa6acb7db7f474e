package io.retort.job.report;

import java.io.Serializable;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How long completions are: counts by length, on a logarithmic scale with two steps to a doubling,
 * which needs no highest length to be known.
 *
 * @param correct correct completions by step
 * @param others all others by step
 */
record LengthCounts(SortedMap<Integer, Long> correct, SortedMap<Integer, Long> others)
    implements Serializable {

  /** Most tokens of each step, up to any int: 1, 1, 2, 2, 4, 5, 8, 11, 16... */
  private static final long[] END =
      IntStream.rangeClosed(0, 2 * Integer.SIZE)
          .mapToLong(step -> (long) Math.floor(Math.pow(2, step / 2.0) + 1e-6))
          .toArray();

  static final LengthCounts NONE = new LengthCounts(new TreeMap<>(), new TreeMap<>());

  LengthCounts {
    correct = Collections.unmodifiableSortedMap(new TreeMap<>(correct));
    others = Collections.unmodifiableSortedMap(new TreeMap<>(others));
  }

  /** The step of a length: 0 for 0 and 1, then up to 2^(step/2) tokens, that included. */
  static int step(int tokens) {
    int step = 0;
    while (END[step] < tokens) {
      step++;
    }
    return step;
  }

  /** Most tokens of a step. */
  static long end(int step) {
    return END[step];
  }

  /** How many completions a step has. */
  long count(int step) {
    return correct.getOrDefault(step, 0L) + others.getOrDefault(step, 0L);
  }

  LengthCounts plus(LengthCounts more) {
    return new LengthCounts(sum(correct, more.correct), sum(others, more.others));
  }

  private static SortedMap<Integer, Long> sum(
      SortedMap<Integer, Long> a, SortedMap<Integer, Long> b) {
    SortedMap<Integer, Long> sum = new TreeMap<>(a);
    b.forEach((step, count) -> sum.merge(step, count, Long::sum));
    return sum;
  }
}
