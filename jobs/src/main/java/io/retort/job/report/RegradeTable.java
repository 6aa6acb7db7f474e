package io.retort.job.report;

import io.retort.job.run.RunDirectory;
import io.retort.job.run.ScoreVersion;
import io.retort.job.score.GroupMetrics;
import io.retort.job.score.Regrading;
import io.retort.job.score.VerdictChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What regrading a run changed. */
public final class RegradeTable {

  private static final int ANSWER_CHARS = 30;

  private final RunDirectory run;
  private final Regrading done;

  /**
   * A table of one regrading.
   *
   * @param run where its files lie
   */
  public RegradeTable(RunDirectory run, Regrading done) {
    this.run = run;
    this.done = done;
  }

  /**
   * The whole table as lines.
   *
   * @param seconds that grading took
   */
  public List<String> lines(double seconds) {
    GroupMetrics before = done.metricsBefore().all();
    GroupMetrics after = done.metrics().all();
    int rows = after.outcomes().values().stream().mapToInt(count -> count).sum();
    List<String> lines = new ArrayList<>();
    lines.add("scores     " + version(done.before()) + " -> " + version(done.after()));
    lines.add(
        "pass@1     "
            + Figures.percent(before.passAtOne())
            + " -> "
            + Figures.percent(after.passAtOne()));
    GroupMetrics.Points points = after.points();
    if (points != null) {
      lines.add(
          String.format(Locale.ROOT, "%-10s ", done.metrics().points()) + points(before, points));
    }
    lines.add("outcomes   " + SweepTable.outcomes(after));
    lines.add("changed    " + changed(rows));
    if (!done.first().isEmpty()) {
      lines.add("");
      lines.addAll(changes());
      lines.add("");
    }
    lines.add(
        "speed      "
            + Figures.whole(rows / seconds)
            + " rows/s ("
            + Figures.count(rows)
            + " rows in "
            + Figures.duration(seconds)
            + ")");
    lines.add(
        "files      "
            + run.display()
            + ": "
            + done.after().directory()
            + "/, scores.json, metrics.json, "
            + done.after().file("changes")
            + ", report/index.html");
    return lines;
  }

  private static String points(GroupMetrics before, GroupMetrics.Points after) {
    GroupMetrics.Points earlier = before.points();
    return (earlier == null ? "" : Figures.percent(earlier.mean()) + " -> ")
        + Figures.percent(after.mean());
  }

  private static String version(ScoreVersion version) {
    return version.directory() + "/ (" + version.label() + ")";
  }

  private String changed(int rows) {
    String kinds =
        done.changes().entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .map(change -> Figures.count(change.getValue()) + " " + change.getKey())
            .collect(Collectors.joining(", "));
    return Figures.count(done.changed())
        + " of "
        + Figures.count(rows)
        + " verdicts"
        + (kinds.isEmpty() ? "" : ": " + kinds);
  }

  private List<String> changes() {
    TextTable table = new TextTable();
    table.add(List.of("problem", "rollout", "before", "after", "answer", "target"));
    for (VerdictChange change : done.first()) {
      String answer = change.after().extracted();
      table.add(
          List.of(
              change.problemId(),
              String.valueOf(change.rollout()),
              change.before().outcome(),
              change.after().outcome(),
              shown(answer.isEmpty() ? change.before().extracted() : answer),
              shown(change.target())));
    }
    List<String> lines = new ArrayList<>(table.lines());
    if (done.changed() > done.first().size()) {
      lines.add(
          "and "
              + Figures.count(done.changed() - done.first().size())
              + " more in "
              + done.after().file("changes"));
    }
    return lines;
  }

  /** On one line and not too long for a table. */
  private static String shown(String text) {
    String line = text.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "?");
    return line.length() <= ANSWER_CHARS ? line : line.substring(0, ANSWER_CHARS - 3) + "...";
  }
}
