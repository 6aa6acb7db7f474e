package io.retort.job.report;

import io.retort.job.score.GenerationTime;
import io.retort.job.score.GroupMetrics;
import io.retort.job.score.RunMetrics;
import io.retort.metric.Interval;
import io.retort.metric.WilsonInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numbers of a run with their intervals, as HTML tables. */
final class MetricsTable {

  private MetricsTable() {}

  /** Everything over all problems. */
  static String html(int rollouts, RunMetrics metrics) {
    GroupMetrics all = metrics.all();
    StringBuilder html = new StringBuilder("<table>\n<tr><th></th><th></th><th>± SE</th>");
    html.append("<th>95 %</th></tr>\n");
    row(html, "problems", Figures.count(all.problems()), "", "");
    row(html, "rollouts", String.valueOf(rollouts), "", "");
    row(
        html,
        "pass@1",
        Figures.percent(all.passAtOne()),
        Figures.percentOrDash(all.seProblems()),
        shown(passAtOne(all)));
    points(html, metrics);
    if (rollouts > 1) {
      share(html, "maj@" + rollouts, all.majAtK(), all);
      share(html, "pass@" + rollouts, all.passAtK(), all);
      row(html, "pass@1 of other seeds", "", Figures.percentOrDash(all.seResampling()), "");
    }
    share(html, "truncated", outcome(all, "truncated"), all);
    share(html, "unparsed", outcome(all, "unparsed"), all);
    share(html, "in R1 format", all.formatOkShare(), all);
    row(html, "tokens of a completion", Figures.whole(all.meanTokens()), "", "");
    speed(html, metrics.generation());
    html.append("</table>\n<p class=\"why\">SE: standard error over problems; of other seeds: of");
    html.append(" sampling these same problems again. 95 %: Wilson's score interval, for pass@1");
    html.append(metrics.points() == null ? "" : " and " + Html.escape(metrics.points()));
    html.append(" with the number of independent trials that its SE amounts to, else with one");
    html.append(" trial for each problem.</p>\n");
    return html.toString();
  }

  /** pass@1 of each group, and its points where {@code points} names them. */
  static String groups(String prefix, @Nullable String points, Map<String, GroupMetrics> groups) {
    StringBuilder html = new StringBuilder("<table>\n<tr><th></th><th>problems</th>");
    html.append("<th>pass@1</th><th>± SE</th><th>95 %</th>");
    html.append(points == null ? "" : "<th>" + Html.escape(points) + "</th><th>± SE</th>");
    html.append("<th>truncated</th><th>unparsed</th><th>tokens</th></tr>\n");
    groups.forEach(
        (name, group) -> {
          List<String> cells = new ArrayList<>();
          cells.add(prefix + name);
          cells.add(Figures.count(group.problems()));
          cells.add(Figures.percent(group.passAtOne()));
          cells.add(Figures.percentOrDash(group.seProblems()));
          cells.add(shown(passAtOne(group)));
          GroupMetrics.Points mean = group.points();
          if (mean != null) {
            cells.add(Figures.percent(mean.mean()));
            cells.add(Figures.percentOrDash(mean.seProblems()));
          }
          cells.add(Figures.percent(outcome(group, "truncated")));
          cells.add(Figures.percent(outcome(group, "unparsed")));
          cells.add(Figures.whole(group.meanTokens()));
          row(html, cells.toArray(String[]::new));
        });
    return html.append("</table>\n").toString();
  }

  /**
   * The 95 % interval of pass@1: Wilson's, for as many independent trials as have this standard
   * error (the effective sample size of Korn and Graubard 1998), which are fewer than the
   * completions since rollouts of a problem are alike.
   */
  static Interval passAtOne(GroupMetrics group) {
    double share = group.passAtOne();
    Double error = group.seProblems();
    return WilsonInterval.ofShare(share, trials(share, error, group.problems()));
  }

  private static void points(StringBuilder html, RunMetrics metrics) {
    String name = metrics.points();
    GroupMetrics.Points points = metrics.all().points();
    if (name != null && points != null) {
      double trials = trials(points.mean(), points.seProblems(), metrics.all().problems());
      row(
          html,
          name,
          Figures.percent(points.mean()),
          Figures.percentOrDash(points.seProblems()),
          shown(WilsonInterval.ofShare(points.mean(), trials)));
    }
  }

  private static double trials(double share, @Nullable Double error, int problems) {
    if (error == null || error == 0 || share == 0 || share == 1) {
      return problems;
    }
    return Math.max(1, share * (1 - share) / (error * error));
  }

  private static void share(StringBuilder html, String name, double share, GroupMetrics group) {
    row(
        html,
        name,
        Figures.percent(share),
        "",
        shown(WilsonInterval.ofShare(share, group.problems())));
  }

  private static double outcome(GroupMetrics group, String word) {
    long all = group.outcomes().values().stream().mapToLong(count -> count).sum();
    return (double) group.outcomes().getOrDefault(word, 0) / all;
  }

  private static void speed(StringBuilder html, GenerationTime time) {
    if (time.completions() > 0) {
      row(html, "tokens in all", Figures.count(time.tokens()), "", "");
      row(html, "time", Figures.duration(time.wallSeconds()), "", "");
      row(html, "tokens/s", Figures.whole(time.tokensPerSecond()), "", "");
    }
  }

  private static String shown(Interval interval) {
    return Figures.percent(interval.low()) + " to " + Figures.percent(interval.high());
  }

  private static void row(StringBuilder html, String... cells) {
    html.append("<tr>");
    for (String cell : cells) {
      html.append("<td>" + Html.escape(cell) + "</td>");
    }
    html.append("</tr>\n");
  }
}
