package io.retort.job.report;

import io.retort.job.table.ProblemRow;
import io.retort.metric.ComparisonRule;
import io.retort.metric.PairedComparison;
import io.retort.metric.ScorePair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The problems that two runs have in common.
 *
 * @param problems by id, as the candidate has them
 * @param pairs their scores, by the same ids
 */
record PairedProblems(SortedMap<String, ProblemRow> problems, SortedMap<String, ScorePair> pairs) {

  PairedProblems {
    problems = Collections.unmodifiableSortedMap(new TreeMap<>(problems));
    pairs = Collections.unmodifiableSortedMap(new TreeMap<>(pairs));
  }

  static PairedProblems of(RunScores baseline, RunScores candidate) {
    SortedMap<String, ProblemRow> problems = new TreeMap<>(candidate.problems());
    problems.keySet().retainAll(baseline.problems().keySet());
    SortedMap<String, ScorePair> pairs = new TreeMap<>();
    for (String id : problems.keySet()) {
      pairs.put(id, new ScorePair(baseline.score(id), candidate.score(id)));
    }
    return new PairedProblems(problems, pairs);
  }

  /** The comparison over all of them; there must be at least 2. */
  ComparisonLine all(ComparisonRule rule) {
    List<ScorePair> all = List.copyOf(pairs.values());
    return ComparisonLine.of("all", all, PairedComparison.of(all, rule));
  }

  /**
   * One line for each group of at least 2 problems, in the order of the names.
   *
   * @param group the group of a problem; "" for none
   */
  List<ComparisonLine> by(Function<ProblemRow, String> group, ComparisonRule rule) {
    SortedMap<String, List<ScorePair>> groups = new TreeMap<>();
    pairs.forEach(
        (id, pair) ->
            groups
                .computeIfAbsent(
                    group.apply(Objects.requireNonNull(problems.get(id))),
                    name -> new ArrayList<>())
                .add(pair));
    groups.remove("");
    return groups.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .map(
            entry ->
                ComparisonLine.of(
                    entry.getKey(), entry.getValue(), PairedComparison.of(entry.getValue(), rule)))
        .toList();
  }

  /** How many problems have a difference of this sign: 1 for better, -1 for worse. */
  int count(int sign) {
    return (int)
        pairs.values().stream().filter(pair -> Math.signum(pair.difference()) == sign).count();
  }

  /** Ids of problems with a changed score: worse before better, the largest change first. */
  List<String> mostChanged(int limit) {
    return pairs.entrySet().stream()
        .filter(entry -> entry.getValue().difference() != 0)
        .sorted(
            Comparator.comparing(
                    (Map.Entry<String, ScorePair> entry) -> entry.getValue().difference() > 0)
                .thenComparing(entry -> -Math.abs(entry.getValue().difference()))
                .thenComparing(Map.Entry::getKey))
        .limit(limit)
        .map(Map.Entry::getKey)
        .toList();
  }
}
