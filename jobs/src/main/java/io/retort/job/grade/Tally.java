package io.retort.job.grade;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts rows by outcome while they are graded. */
public final class Tally {

  private static final List<String> OUTCOMES =
      List.of("correct", "wrong", "truncated", "unparsed", "grader_timeout", "engine_error");

  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private double points;
  private long rows;

  Tally() {
    OUTCOMES.forEach(outcome -> counts.put(outcome, 0));
  }

  void add(GradedRow row) {
    counts.merge(row.outcome(), 1, Integer::sum);
    points += row.points();
    rows++;
  }

  public long rows() {
    return rows;
  }

  /** Mean points over all rows. */
  public double mean() {
    return points / rows;
  }

  /** Every outcome with its count, none left out: "3 correct, 0 wrong, ...". */
  public String outcomes() {
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + count.getKey())
        .collect(Collectors.joining(", "));
  }
}
