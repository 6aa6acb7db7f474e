package io.retort.job.trace;

import io.retort.job.table.CompletionRow;
import io.retort.job.table.ProblemRow;
import io.retort.job.table.ScoreRow;
import io.retort.job.table.Table;
import io.retort.job.table.TableCursor;
import io.retort.job.table.TableDirectory;
import io.retort.job.table.TableWriter;
import io.retort.job.table.TextParts;
import io.retort.job.table.TraceRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Sorts one part of a run's completions into kept and rejected, one problem in memory at a time.
 * The three tables are read side by side: scoring wrote the same rows in the same order into each.
 */
final class TraceTask implements Function<String, TraceReport> {

  private static final long serialVersionUID = 1L;

  private final String runDirectory;
  private final int rollouts;
  private final String keptDirectory;
  private final String rejectedDirectory;
  private final SerializableConfiguration hadoop;

  /**
   * A task over any part of one run.
   *
   * @param rejectedDirectory where the table of rejected completions will lie; empty for none
   */
  TraceTask(
      String runDirectory,
      int rollouts,
      String keptDirectory,
      String rejectedDirectory,
      SerializableConfiguration hadoop) {
    this.runDirectory = runDirectory;
    this.rollouts = rollouts;
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
    Configuration conf = hadoop.value();
    TraceStats stats = TraceStats.NONE;
    try (TableCursor<ProblemRow> problems =
            new TableCursor<>(file(Table.PROBLEMS, part), ProblemRow.class, conf);
        TableCursor<CompletionRow> completions =
            new TableCursor<>(file(Table.COMPLETIONS, part), CompletionRow.class, conf);
        TableCursor<TextParts> parts =
            new TableCursor<>(file(Table.COMPLETIONS, part), TextParts.class, conf);
        TableCursor<ScoreRow> scores =
            new TableCursor<>(file(Table.SCORES, part), ScoreRow.class, conf)) {
      for (Optional<ProblemRow> problem = problems.next();
          problem.isPresent();
          problem = problems.next()) {
        List<TraceSource.Rollout> answers = new ArrayList<>();
        for (int rollout = 0; rollout < rollouts; rollout++) {
          answers.add(
              new TraceSource.Rollout(row(completions, part), row(parts, part), row(scores, part)));
        }
        TraceSource source = new TraceSource(problem.get(), answers);
        requireSameRows(source, part);
        stats = stats.plus(sort(source, kept, rejected));
      }
    }
    return stats;
  }

  private static TraceStats sort(
      TraceSource source, TableWriter kept, Optional<TableWriter> rejected) throws IOException {
    SortedMap<String, Integer> reasons = new TreeMap<>();
    int keptTraces = 0;
    long keptTokens = 0;
    for (TraceSource.Rollout rollout : source.rollouts()) {
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
        1, Math.min(keptTraces, 1), source.rollouts().size(), keptTraces, keptTokens, reasons);
  }

  private <T extends Record> T row(TableCursor<T> rows, String part) throws IOException {
    return rows.next()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    runDirectory
                        + ": "
                        + part
                        + " must hold "
                        + rollouts
                        + " rows for each problem in completions and scores, but holds fewer;"
                        + " start the sweep again to write them"));
  }

  private void requireSameRows(TraceSource source, String part) {
    for (TraceSource.Rollout rollout : source.rollouts()) {
      if (!rollout.completion().key().equals(rollout.score().key())
          || !rollout.completion().problemId().equals(source.problem().problemId())) {
        throw new IllegalStateException(
            runDirectory
                + ": "
                + part
                + " must hold the same rows in completions and scores, but holds "
                + rollout.completion().key()
                + " beside "
                + rollout.score().key()
                + "; start the sweep again to write them");
      }
    }
  }

  private Path file(Table table, String part) {
    return new Path(new Path(runDirectory, table.word()), part);
  }
}
