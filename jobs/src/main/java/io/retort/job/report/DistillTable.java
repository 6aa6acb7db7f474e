package io.retort.job.report;

import io.retort.job.run.RunDirectory;
import io.retort.job.run.RunManifest;
import io.retort.job.trace.SetStats;
import io.retort.job.trace.TraceStats;
import java.util.List;
import java.util.stream.Collectors;

/** The lines that end a distillation. */
public final class DistillTable {

  private DistillTable() {}

  /** What was asked, what was kept, what was not, and where it lies. */
  public static List<String> lines(RunDirectory set, RunManifest run, SetStats stats) {
    TraceStats counts = stats.counts();
    String rejected =
        counts.rejected().entrySet().stream()
            .map(entry -> Figures.count(entry.getValue()) + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    return List.of(
        RunLines.asked(run),
        RunLines.answeredBy(run),
        "",
        "kept       "
            + Figures.count(counts.kept())
            + " traces of "
            + Figures.count(counts.completions())
            + " completions, "
            + Figures.count(counts.keptTokens())
            + " tokens",
        "problems   "
            + Figures.count(counts.problemsKept())
            + " of "
            + Figures.count(counts.problems())
            + " with at least one trace",
        "rejected   " + (rejected.isEmpty() ? "none" : rejected),
        "rule       " + stats.rule(),
        "files      " + set.display() + ": data/train-*.parquet, rejected/, " + SetStats.FILE);
  }
}
