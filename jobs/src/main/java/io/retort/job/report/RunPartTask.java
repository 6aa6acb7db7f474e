package io.retort.job.report;

import io.retort.job.run.GradedProblem;
import io.retort.job.run.GradedProblemCursor;
import io.retort.job.run.RunTables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.util.SerializableConfiguration;

/** Reads one part of a run's tables for the page, one problem in memory at a time. */
final class RunPartTask implements Function<String, RunPart> {

  private static final long serialVersionUID = 1L;

  private final RunTables tables;
  private final int rows;
  private final long chars;
  private final SerializableConfiguration hadoop;

  /**
   * A task over any part of one run.
   *
   * @param rows most rows that the page takes from a part
   * @param chars most characters of them; the first row is taken whatever its length
   */
  RunPartTask(RunTables tables, int rows, long chars, SerializableConfiguration hadoop) {
    this.tables = tables;
    this.rows = rows;
    this.chars = chars;
    this.hadoop = hadoop;
  }

  @Override
  public RunPart call(String part) throws IOException {
    SortedMap<Integer, Long> correct = new TreeMap<>();
    SortedMap<Integer, Long> others = new TreeMap<>();
    List<UnsolvedRow> unsolved = new ArrayList<>();
    int leftOut = 0;
    long used = 0;
    try (GradedProblemCursor problems = tables.open(part, hadoop.value())) {
      for (Optional<GradedProblem> next = problems.next();
          next.isPresent();
          next = problems.next()) {
        for (GradedProblem.Rollout rollout : next.get().rollouts()) {
          boolean isCorrect = rollout.score().isCorrect();
          int step = LengthCounts.step(rollout.completion().completionTokens());
          (isCorrect ? correct : others).merge(step, 1L, Long::sum);
          if (isCorrect) {
            continue;
          }
          UnsolvedRow row = UnsolvedRow.of(next.get().problem(), rollout);
          boolean fits = unsolved.size() < rows && used + row.chars() <= chars;
          if (fits || unsolved.isEmpty()) {
            unsolved.add(row);
            used += row.chars();
          } else {
            leftOut++;
          }
        }
      }
    }
    return new RunPart(new LengthCounts(correct, others), unsolved, leftOut);
  }
}
