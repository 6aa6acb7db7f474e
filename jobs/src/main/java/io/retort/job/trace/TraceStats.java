package io.retort.job.trace;

import java.io.Serializable;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of the completions; {@code completions} is {@code kept} plus the sum of {@code
 * rejected}.
 *
 * @param problems asked
 * @param problemsKept with at least one kept trace
 * @param completions of all problems
 * @param kept completions that became traces
 * @param keptTokens tokens of those
 * @param rejected how many for each reason
 */
public record TraceStats(
    int problems,
    int problemsKept,
    int completions,
    int kept,
    long keptTokens,
    SortedMap<String, Integer> rejected)
    implements Serializable {

  static final TraceStats NONE = new TraceStats(0, 0, 0, 0, 0, new TreeMap<>());

  public TraceStats {
    rejected = Collections.unmodifiableSortedMap(new TreeMap<>(rejected));
  }

  TraceStats plus(TraceStats other) {
    SortedMap<String, Integer> sum = new TreeMap<>(rejected);
    other.rejected.forEach((reason, count) -> sum.merge(reason, count, Integer::sum));
    return new TraceStats(
        problems + other.problems,
        problemsKept + other.problemsKept,
        completions + other.completions,
        kept + other.kept,
        keptTokens + other.keptTokens,
        sum);
  }
}
