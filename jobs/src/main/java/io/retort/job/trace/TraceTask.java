package io.retort.job.trace;

import io.retort.job.run.GradedProblem;
import io.retort.job.run.GradedProblemCursor;
import io.retort.job.run.RunTables;
import io.retort.job.table.Table;
import io.retort.job.table.TableDirectory;
import io.retort.job.table.TableWriter;
import io.retort.job.table.TraceRow;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Sorts one part of a run's completions into kept and rejected, one problem in memory at a time.
 */
final class TraceTask implements Function<String, TraceReport> {

  private static final long serialVersionUID = 1L;

  private final RunTables tables;
  private final String keptDirectory;
  private final String rejectedDirectory;
  private final SerializableConfiguration hadoop;

  /**
   * A task over any part of one run.
   *
   * @param rejectedDirectory where the table of rejected completions will lie; empty for none
   */
  TraceTask(
      RunTables tables,
      String keptDirectory,
      String rejectedDirectory,
      SerializableConfiguration hadoop) {
    this.tables = tables;
    this.keptDirectory = keptDirectory;
    this.rejectedDirectory = rejectedDirectory;
    this.hadoop = hadoop;
  }

  /**
   * Does one part.
   *
   * @param part name of its file in each of the run's tables
   */
  @Override
  public TraceReport call(String part) throws IOException {
    Path kept = new TableDirectory(new Path(keptDirectory)).stagedFile();
    try (TableWriter keptRows = new TableWriter(Table.TRACES, kept, hadoop.value())) {
      if (rejectedDirectory.isEmpty()) {
        return new TraceReport(kept.getName(), "", sort(part, keptRows, Optional.empty()));
      }
      Path rejected = new TableDirectory(new Path(rejectedDirectory)).stagedFile();
      try (TableWriter rejectedRows = new TableWriter(Table.REJECTED, rejected, hadoop.value())) {
        TraceStats stats = sort(part, keptRows, Optional.of(rejectedRows));
        return new TraceReport(kept.getName(), rejected.getName(), stats);
      }
    }
  }

  private TraceStats sort(String part, TableWriter kept, Optional<TableWriter> rejected)
      throws IOException {
    TraceStats stats = TraceStats.NONE;
    try (GradedProblemCursor problems = tables.open(part, hadoop.value())) {
      for (Optional<GradedProblem> problem = problems.next();
          problem.isPresent();
          problem = problems.next()) {
        stats = stats.plus(sort(problem.get(), kept, rejected));
      }
    }
    return stats;
  }

  private static TraceStats sort(
      GradedProblem problem, TableWriter kept, Optional<TableWriter> rejected) throws IOException {
    SortedMap<String, Integer> reasons = new TreeMap<>();
    int keptTraces = 0;
    long keptTokens = 0;
    TraceSource source = new TraceSource(problem);
    for (GradedProblem.Rollout rollout : problem.rollouts()) {
      TraceRow row = source.row(rollout);
      Optional<String> reason = TraceRule.rejects(rollout.score());
      if (reason.isEmpty()) {
        kept.write(row);
        keptTraces++;
        keptTokens += row.traceTokens();
      } else {
        reasons.merge(reason.get(), 1, Integer::sum);
        if (rejected.isPresent()) {
          rejected.get().write(row, new Rejection(reason.get()));
        }
      }
    }
    return new TraceStats(
        1, Math.min(keptTraces, 1), problem.rollouts().size(), keptTraces, keptTokens, reasons);
  }
}
