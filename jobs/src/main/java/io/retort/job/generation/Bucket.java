package io.retort.job.generation;

import io.retort.job.journal.Journal;
import io.retort.job.table.ProblemRow;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The problems of one bucket of the journal: the work of one task.
 *
 * @param number of the bucket in the journal
 * @param problems in the order of the benchmark
 */
public record Bucket(int number, List<ProblemRow> problems) implements Serializable {

  public Bucket {
    problems = List.copyOf(problems);
  }

  /** The buckets that hold a problem, in the order of their numbers. */
  public static List<Bucket> divide(List<ProblemRow> problems, int buckets) {
    SortedMap<Integer, List<ProblemRow>> byNumber = new TreeMap<>();
    for (ProblemRow problem : problems) {
      byNumber
          .computeIfAbsent(
              Journal.bucketOf(problem.problemId(), buckets), number -> new ArrayList<>())
          .add(problem);
    }
    return byNumber.entrySet().stream()
        .map(entry -> new Bucket(entry.getKey(), entry.getValue()))
        .toList();
  }
}
