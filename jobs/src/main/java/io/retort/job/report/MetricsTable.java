package io.retort.job.report;

import io.retort.job.score.GenerationTime;
import io.retort.job.score.GroupMetrics;
import io.retort.job.score.RunMetrics;
import io.retort.metric.Interval;
import io.retort.metric.WilsonInterval;
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
    html.append(" with the number of independent trials that its SE amounts to, else with one");
    html.append(" trial for each problem.</p>\n");
    return html.toString();
  }

  /** pass@1 of each group. */
  static String groups(String prefix, Map<String, GroupMetrics> groups) {
    StringBuilder html = new StringBuilder("<table>\n<tr><th></th><th>problems</th>");
    html.append("<th>pass@1</th><th>± SE</th><th>95 %</th><th>truncated</th><th>unparsed</th>");
    html.append("<th>tokens</th></tr>\n");
    groups.forEach(
        (name, group) ->
            row(
                html,
                prefix + name,
                Figures.count(group.problems()),
                Figures.percent(group.passAtOne()),
                Figures.percentOrDash(group.seProblems()),
                shown(passAtOne(group)),
                Figures.percent(outcome(group, "truncated")),
                Figures.percent(outcome(group, "unparsed")),
                Figures.whole(group.meanTokens())));
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
