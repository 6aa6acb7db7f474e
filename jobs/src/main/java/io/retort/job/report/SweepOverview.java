package io.retort.job.report;

import io.retort.job.score.RunCost;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The last table of a sweep: one line for each run. */
public final class SweepOverview {

  // Places among the figures of what is left out where it says nothing.
  private static final int MAJORITY = 4;
  private static final int POINTS = 5;

  private final List<SweepRow> rows;
  private final boolean isMatrix;

  /**
   * A table of runs.
   *
   * @param isMatrix whether there may be several, so that their models and presets must be told
   *     apart
   */
  public SweepOverview(List<SweepRow> rows, boolean isMatrix) {
    this.rows = List.copyOf(rows);
    this.isMatrix = isMatrix;
  }

  /** The whole table as lines. */
  public List<String> lines() {
    if (rows.isEmpty()) {
      return List.of("no run came to its end");
    }
    boolean isPriced = rows.stream().allMatch(row -> row.cost().dollars() != null);
    TextTable table = new TextTable(isMatrix ? 3 : 1);
    table.add(
        cells(
            List.of("benchmark", "model", "sampling"),
            "n",
            "k",
            "pass@1",
            "± SE",
            "maj@k",
            points(),
            "truncated",
            "unparsed",
            "tokens",
            "tok/s",
            isPriced ? "cost" : "device time"));
    rows.forEach(row -> table.add(line(row, isPriced)));
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("");
    lines.add(isPriced ? price() : "no dollars: cost.price_per_hour is not set");
    rows.stream().map(row -> energy(row.cost())).distinct().forEach(lines::add);
    rows.stream()
        .flatMap(row -> Stream.ofNullable(row.page()))
        .forEach(page -> lines.add("report     " + page));
    return lines;
  }

  private List<String> line(SweepRow row, boolean isPriced) {
    RunCost cost = row.cost();
    return cells(
        List.of(row.benchmark(), row.model(), row.preset()),
        Figures.count(row.problems()),
        String.valueOf(row.rollouts()),
        Figures.percent(row.passAtOne()),
        Figures.percentOrDash(row.seProblems()),
        row.rollouts() == 1 ? "-" : Figures.percent(row.majAtK()),
        row.meanPoints() == null ? "-" : Figures.percent(row.meanPoints()),
        Figures.percent(row.truncatedShare()),
        Figures.percent(row.unparsedShare()),
        Figures.count(cost.completionTokens()),
        row.tokensPerSecond() == 0 ? "-" : Figures.whole(row.tokensPerSecond()),
        isPriced
            ? Figures.dollars(Objects.requireNonNull(cost.dollars()))
            : Figures.hours(cost.deviceHours()));
  }

  /** What a column of points is called; runs of different graders may share it. */
  private String points() {
    List<String> names =
        rows.stream().flatMap(row -> Stream.ofNullable(row.points())).distinct().toList();
    return names.size() == 1 ? names.get(0) : "points";
  }

  /**
   * Names of the entries only where they tell runs apart; no points where no grader gave parts of
   * them, and no majority where nobody voted.
   */
  private List<String> cells(List<String> names, String... figures) {
    List<String> cells = new ArrayList<>(isMatrix ? names : names.subList(0, 1));
    int first = cells.size();
    cells.addAll(List.of(figures));
    if (rows.stream().allMatch(row -> row.points() == null)) {
      cells.remove(first + POINTS);
    }
    if (rows.stream().allMatch(row -> row.rollouts() == 1)) {
      cells.remove(first + MAJORITY);
    }
    return cells;
  }

  private String price() {
    double dollars = rows.stream().mapToDouble(row -> orZero(row.cost().dollars())).sum();
    double hours = rows.stream().mapToDouble(row -> row.cost().deviceHours()).sum();
    return "cost       "
        + Figures.dollars(dollars)
        + " for "
        + Figures.hours(hours)
        + " of device time, loading not counted";
  }

  private static double orZero(@Nullable Double number) {
    return number == null ? 0 : number;
  }

  private static String energy(RunCost cost) {
    Double joules = cost.joules();
    return "energy     "
        + (joules == null
            ? cost.energySource()
            : Figures.whole(joules) + " J: " + cost.energySource());
  }
}
