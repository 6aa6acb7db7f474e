package io.retort.job.report;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A comparison as one HTML file that needs nothing else: no script, no font, no network. */
final class ComparisonPage {

  private static final String STYLE =
      """
      td.text { text-align: left; overflow-wrap: anywhere; }
      .decision { display: inline-block; padding: .1rem .6rem; border-radius: .3rem;
        color: #fff; background: #555; }
      .REGRESSED { background: #a61b1b; } .IMPROVED { background: #1b6e3c; }
      .PASS { background: #1b5a8e; }
      .sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
      @media (max-width: 45rem) { .sides { grid-template-columns: 1fr; } }
      """;

  private final RunComparison comparison;
  private final StringBuilder html = new StringBuilder();

  ComparisonPage(RunComparison comparison) {
    this.comparison = comparison;
  }

  String html() {
    html.setLength(0);
    String title = comparison.candidate().runId() + " against " + comparison.baseline().runId();
    html.append(Html.start(title, "", STYLE));
    summary();
    notes();
    runs();
    table("By level", comparison.byLevel());
    table("By subject", comparison.bySubject());
    changed();
    html.append(Html.end());
    return html.toString();
  }

  private void summary() {
    ComparisonLine all = comparison.all();
    html.append(
        "<h1><span class=\"decision "
            + comparison.decision()
            + "\">"
            + comparison.decision()
            + "</span> pass@1 "
            + Figures.percent(all.baseline())
            + " → "
            + Figures.percent(all.candidate())
            + "</h1>\n<p>"
            + comparison.better()
            + " problems are answered correctly more often, "
            + comparison.worse()
            + " less often. "
            + meaning()
            + "</p>\n");
    table("All problems", List.of(all));
    html.append(
        "<p>Paired by problem. Differences are in percentage points, candidate minus baseline, with"
            + " their 95 % interval. MDE: the true difference that this comparison would find with"
            + " probability "
            + comparison.rule().power()
            + ". The lines by level and by subject are for orientation: of many lines, some differ"
            + " by chance.</p>\n");
  }

  private String meaning() {
    double alpha = comparison.rule().alpha();
    String margin = Figures.points(comparison.rule().margin()).substring(1);
    return switch (comparison.decision()) {
      case REGRESSED ->
          "The candidate is worse: so large a difference arises by chance in fewer than "
              + Figures.percent(alpha)
              + " of comparisons.";
      case IMPROVED ->
          "The candidate is better: so large a difference arises by chance in fewer than "
              + Figures.percent(alpha)
              + " of comparisons.";
      case PASS -> "The runs are shown to be within " + margin + " points of each other.";
      case INCONCLUSIVE ->
          "Neither a difference nor its absence is shown; more problems or rollouts would tell.";
    };
  }

  private void notes() {
    for (String difference : comparison.protocolDifferences()) {
      html.append("<p class=\"note\">Forced: the protocols differ in " + Html.escape(difference));
      html.append("</p>\n");
    }
    for (String warning : comparison.warnings()) {
      html.append("<p class=\"note\">" + Html.escape(warning) + "</p>\n");
    }
  }

  private void runs() {
    RunSide baseline = comparison.baseline();
    RunSide candidate = comparison.candidate();
    html.append("<h2>The runs</h2>\n<table>\n");
    html.append("<tr><th></th><th>baseline</th><th>candidate</th></tr>\n");
    row("run", baseline.runId(), candidate.runId());
    row("directory", baseline.directory(), candidate.directory());
    row("made", baseline.createdAt(), candidate.createdAt());
    row("model", baseline.model(), candidate.model());
    TreeSet<String> names = new TreeSet<>(baseline.identity().keySet());
    names.addAll(candidate.identity().keySet());
    for (String name : names) {
      row(
          name,
          shortened(baseline.identity().getOrDefault(name, "")),
          shortened(candidate.identity().getOrDefault(name, "")));
    }
    row("protocol", shortened(baseline.protocolHash()), shortened(candidate.protocolHash()));
    for (Map.Entry<String, Long> outcome : baseline.outcomes().entrySet()) {
      row(
          outcome.getKey(),
          Figures.count(outcome.getValue()),
          Figures.count(candidate.outcomes().getOrDefault(outcome.getKey(), 0L)));
    }
    html.append("</table>\n");
  }

  private void row(String name, String baseline, String candidate) {
    html.append("<tr><td>" + Html.escape(name) + "</td><td>" + Html.escape(baseline) + "</td><td>");
    html.append(Html.escape(candidate) + "</td></tr>\n");
  }

  /** A hash is as long as a line; its start tells two apart. */
  private static String shortened(String value) {
    return value.length() == 64 ? Figures.shortHash(value) : value;
  }

  private void table(String heading, List<ComparisonLine> lines) {
    if (lines.isEmpty()) {
      return;
    }
    html.append("<h2>" + Html.escape(heading) + "</h2>\n<table>\n");
    html.append(
        "<tr><th></th><th>problems</th><th>baseline</th><th>candidate</th><th>difference</th>"
            + "<th>95 %</th><th>p</th><th>MDE</th></tr>\n");
    for (ComparisonLine line : lines) {
      Double detectable = line.minimumDetectableEffect();
      List<String> cells =
          List.of(
              Html.escape(line.name()),
              Figures.count(line.problems()),
              Figures.percent(line.baseline()),
              Figures.percent(line.candidate()),
              Figures.points(line.difference()),
              Figures.points(line.low95()) + " to " + Figures.points(line.high95()),
              Figures.pValue(line.p()),
              detectable == null ? "-" : Figures.points(detectable).substring(1));
      html.append(
          cells.stream().collect(Collectors.joining("</td><td>", "<tr><td>", "</td></tr>\n")));
    }
    html.append("</table>\n");
    if (lines.size() == 1) {
      html.append("<p>p is of the test: " + Html.escape(lines.get(0).test()) + ".</p>\n");
    }
  }

  private void changed() {
    if (comparison.changed().isEmpty()) {
      return;
    }
    int all = comparison.better() + comparison.worse();
    html.append(
        "<h2>Changed problems</h2>\n<p>"
            + comparison.changed().size()
            + " of "
            + all
            + " with another score, the worse ones first. Of each run one completion: a correct one"
            + " of the run that is better here, one that is not of the other.</p>\n");
    for (ChangedProblem problem : comparison.changed()) {
      html.append(
          "<details><summary>"
              + Html.escape(problem.problemId())
              + ": "
              + share(problem.baseline())
              + " → "
              + share(problem.candidate())
              + "</summary>\n");
      problem
          .messages()
          .forEach(message -> html.append("<pre>" + Html.escape(message.content()) + "</pre>\n"));
      html.append("<p>target: " + Html.escape(problem.target()) + "</p>\n<div class=\"sides\">\n");
      side("baseline", problem.baseline());
      side("candidate", problem.candidate());
      html.append("</div></details>\n");
    }
  }

  private void side(String name, ChangedProblem.Side side) {
    html.append(
        "<div><strong>"
            + name
            + "</strong>, rollout "
            + side.shownRollout()
            + ": "
            + Html.escape(side.outcome())
            + "<br/>"
            + Html.escape(side.explanation())
            + "\n<pre>"
            + Html.escape(side.text())
            + "</pre></div>\n");
  }

  private static String share(ChangedProblem.Side side) {
    return side.correct() + "/" + side.rollouts();
  }
}
