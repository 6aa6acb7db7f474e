package io.retort.job.report;

import io.retort.job.run.RunDirectory;
import io.retort.job.run.RunManifest;
import io.retort.job.score.GenerationTime;
import io.retort.job.score.GroupMetrics;
import io.retort.job.score.RunMetrics;
import io.retort.job.trace.TraceStats;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** The table that ends a sweep. */
public final class SweepTable {

  private final RunDirectory directory;
  private final RunManifest run;
  private final RunMetrics metrics;
  private final TraceStats traces;

  /**
   * A table of one run.
   *
   * @param directory where its files lie
   */
  public SweepTable(
      RunDirectory directory, RunManifest run, RunMetrics metrics, TraceStats traces) {
    this.directory = directory;
    this.run = run;
    this.metrics = metrics;
    this.traces = traces;
  }

  /** The whole table as lines. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(RunLines.asked(run));
    lines.add(RunLines.answeredBy(run));
    lines.add("");
    lines.addAll(scores());
    lines.add("");
    lines.add(standardErrors());
    lines.add("");
    lines.addAll(details());
    return lines;
  }

  private List<String> scores() {
    String k = String.valueOf(run.rollouts());
    TextTable table = new TextTable();
    add(table, "", "problems", "pass@1", "± SE", "tokens", "maj@" + k, "pass@" + k);
    add(table, "all", metrics.all());
    addGroup(table, "level ", metrics.byLevel());
    addGroup(table, "", metrics.bySubject());
    return table.lines();
  }

  private void addGroup(TextTable table, String prefix, SortedMap<String, GroupMetrics> groups) {
    if (!groups.isEmpty()) {
      add(table, "", "", "", "", "", "", "");
      groups.forEach((name, group) -> add(table, prefix + name, group));
    }
  }

  private void add(TextTable table, String name, GroupMetrics group) {
    add(
        table,
        name,
        Figures.count(group.problems()),
        Figures.percent(group.passAtOne()),
        Figures.percentOrDash(group.seProblems()),
        Figures.whole(group.meanTokens()),
        Figures.percent(group.majAtK()),
        Figures.percent(group.passAtK()));
  }

  /** With one rollout, the last two columns are pass@1 again and left out. */
  private void add(TextTable table, String... cells) {
    table.add(List.of(cells).subList(0, run.rollouts() == 1 ? cells.length - 2 : cells.length));
  }

  private String standardErrors() {
    Double resampling = metrics.all().seResampling();
    return "SE: standard error of pass@1 over problems; over resampling of the same problems "
        + (resampling == null ? "it cannot be seen with one rollout" : Figures.percent(resampling));
  }

  private List<String> details() {
    GroupMetrics all = metrics.all();
    return List.of(
        "outcomes   " + outcomes(all),
        "format     " + Figures.percent(all.formatOkShare()) + " of completions in R1 format",
        "traces     "
            + Figures.count(traces.kept())
            + " kept of "
            + Figures.count(traces.completions()),
        "speed      " + speed(metrics.generation()),
        "files      "
            + directory.display()
            + ": completions/ scores/ traces/ (Parquet), metrics.json, run.json, report/index.html");
  }

  /** Every outcome with its count, none left out. */
  static String outcomes(GroupMetrics metrics) {
    return GroupMetrics.OUTCOMES.stream()
        .map(word -> Figures.count(metrics.outcomes().getOrDefault(word, 0)) + " " + word)
        .collect(Collectors.joining(", "));
  }

  private static String speed(GenerationTime time) {
    return time.completions() == 0
        ? "unknown: every start that generated was killed"
        : Figures.count(time.tokens())
            + " tokens in "
            + Figures.duration(time.wallSeconds())
            + ", "
            + Figures.whole(time.tokensPerSecond())
            + " tokens/s";
  }
}
