package io.retort.job.report;

import io.retort.job.run.RunDirectory;
import io.retort.job.run.RunManifest;
import io.retort.job.score.GenerationTime;
import io.retort.job.score.GroupMetrics;
import io.retort.job.score.RunMetrics;
import io.retort.job.trace.TraceStats;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** The table that ends a sweep. */
public final class SweepTable {

  private static final int POINTS = 4; // place of that column

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
    String points = String.valueOf(metrics.points());
    TextTable table = new TextTable();
    List<String> header =
        cells("", "problems", "pass@1", "± SE", points, "± SE", "tokens", "maj@" + k, "pass@" + k);
    table.add(header);
    table.add(row("all", metrics.all()));
    addGroup(table, header.size(), "level ", metrics.byLevel());
    addGroup(table, header.size(), "", metrics.bySubject());
    return table.lines();
  }

  private void addGroup(
      TextTable table, int width, String prefix, SortedMap<String, GroupMetrics> groups) {
    if (!groups.isEmpty()) {
      table.add(Collections.nCopies(width, ""));
      groups.forEach((name, group) -> table.add(row(prefix + name, group)));
    }
  }

  private List<String> row(String name, GroupMetrics group) {
    GroupMetrics.Points points = group.points();
    return cells(
        name,
        Figures.count(group.problems()),
        Figures.percent(group.passAtOne()),
        Figures.percentOrDash(group.seProblems()),
        points == null ? "" : Figures.percent(points.mean()),
        points == null ? "" : Figures.percentOrDash(points.seProblems()),
        Figures.whole(group.meanTokens()),
        Figures.percent(group.majAtK()),
        Figures.percent(group.passAtK()));
  }

  /**
   * A row without what says nothing: points that are all or nothing, and with one rollout the last
   * two columns, which are pass@1 again.
   */
  private List<String> cells(String... cells) {
    List<String> row = new ArrayList<>(List.of(cells));
    if (run.rollouts() == 1) {
      row.subList(cells.length - 2, cells.length).clear();
    }
    if (metrics.points() == null) {
      row.subList(POINTS, POINTS + 2).clear();
    }
    return row;
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
