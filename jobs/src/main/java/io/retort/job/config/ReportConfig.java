package io.retort.job.config;

import io.retort.metric.ComparisonRule;

/**
 * Settings of {@code retort report}.
 *
 * @param rule what it takes to call two runs different, or the same
 * @param changedProblems most problems with a changed score that are shown
 */
public record ReportConfig(ComparisonRule rule, int changedProblems) {

  private static final double MOST_POWER = 0.9999;

  /** Reads the keys of a report; what is wrong with them waits in {@code settings}. */
  public static ReportConfig read(SettingsReader settings) {
    double alpha = settings.number("report.alpha", a -> a > 0 && a < 1, "in (0, 1)");
    double margin = settings.number("report.margin", m -> m > 0 && m < 1, "in (0, 1)");
    double power = settings.number("report.power", p -> p > 0 && p <= MOST_POWER, "in (0, 0.9999]");
    int changedProblems = settings.whole("report.changed_problems", 0, 10_000);
    if (power <= alpha) {
      settings.complain("report.power", "must be above report.alpha, " + alpha);
      return new ReportConfig(ComparisonRule.standard(), changedProblems);
    }
    return new ReportConfig(new ComparisonRule(alpha, margin, power), changedProblems);
  }
}
