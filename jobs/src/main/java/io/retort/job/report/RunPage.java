package io.retort.job.report;

import io.retort.job.run.RunManifest;
import io.retort.job.score.GroupMetrics;
import io.retort.job.score.RunMetrics;
import io.retort.metric.Interval;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A run as one HTML file that needs nothing else. What the model wrote is escaped, and the page
 * forbids any script but its own and every request (content security policy).
 */
final class RunPage {

  private static final String STYLE =
      """
      #filter { display: flex; flex-wrap: wrap; gap: .6rem; align-items: center; margin: .8rem 0; }
      #search { flex: 1 1 16rem; padding: .3rem .5rem; font: inherit; }
      #filter select { padding: .3rem; font: inherit; }
      #rows details { border-bottom: 1px solid var(--line); }
      .key { display: inline-block; width: .8rem; height: .8rem; margin: 0 .3rem 0 .8rem; }
      .why { color: var(--faint); }
      """;

  private static final String SCRIPT = resource("search.js");

  private final RunManifest run;
  private final RunMetrics metrics;
  private final List<UnsolvedRow> unsolved;
  private final LengthCounts lengths;
  private final long leftOut;

  RunPage(RunManifest run, RunMetrics metrics, List<RunPart> parts) {
    this.run = run;
    this.metrics = metrics;
    this.unsolved = parts.stream().flatMap(part -> part.unsolved().stream()).toList();
    this.lengths =
        parts.stream().map(RunPart::lengths).reduce(LengthCounts.NONE, LengthCounts::plus);
    this.leftOut = parts.stream().mapToLong(RunPart::leftOut).sum();
  }

  void writeTo(Writer out) throws IOException {
    out.write(Html.start(run.runId(), policy(), STYLE + Svg.STYLE));
    out.write("<h1>" + Html.escape(run.benchmark()) + ": pass@1 ");
    out.write(Figures.percent(metrics.all().passAtOne()) + points() + "</h1>\n");
    out.write(paragraph(RunLines.asked(run)) + paragraph(RunLines.answeredBy(run)));
    out.write(paragraph("run " + run.runId() + ", graded by " + grader()));
    out.write(MetricsTable.html(run.rollouts(), metrics));
    out.write(groups("Accuracy by level", "level ", metrics.byLevel()));
    out.write(groups("Accuracy by subject", "", metrics.bySubject()));
    out.write(outcomes());
    out.write(lengthChart());
    rows(out);
    out.write("<script>" + SCRIPT + "</script>\n" + Html.end());
  }

  private String points() {
    GroupMetrics.Points points = metrics.all().points();
    return points == null
        ? ""
        : ", " + Html.escape(metrics.points() + " " + Figures.percent(points.mean()));
  }

  /** No request of any kind, and no script but the one whose hash this is. */
  private static String policy() {
    return "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
        + " 'unsafe-inline'; img-src data:; script-src 'sha256-"
        + sha256(SCRIPT)
        + "'\"/>\n<link rel=\"icon\" href=\"data:,\"/>\n";
  }

  private String grader() {
    return run.protocol().getOrDefault("grader.name", "")
        + " "
        + run.protocol().getOrDefault("grader.version", "");
  }

  private static String paragraph(String text) {
    return "<p>" + Html.escape(text) + "</p>\n";
  }

  private String groups(String heading, String prefix, Map<String, GroupMetrics> groups) {
    if (groups.isEmpty()) {
      return "";
    }
    List<Svg.Bar> bars = new ArrayList<>();
    groups.forEach(
        (name, group) -> {
          Interval interval = MetricsTable.passAtOne(group);
          bars.add(new Svg.Bar(prefix + name, group.passAtOne(), interval.low(), interval.high()));
        });
    return "<h2>"
        + heading
        + "</h2>\n"
        + Svg.bars(heading, bars)
        + MetricsTable.groups(prefix, metrics.points(), groups);
  }

  private String outcomes() {
    StringBuilder html = new StringBuilder("<h2>Outcomes</h2>\n");
    List<Svg.Segment> segments = new ArrayList<>();
    StringBuilder key = new StringBuilder("<p>");
    for (String word : GroupMetrics.OUTCOMES) {
      int count = metrics.all().outcomes().getOrDefault(word, 0);
      segments.add(new Svg.Segment(word, count));
      key.append("<span class=\"key " + word + "\"></span>" + Figures.count(count) + " " + word);
    }
    return html.append(Svg.mix("Outcomes", segments)).append(key).append("</p>\n").toString();
  }

  private String lengthChart() {
    TreeSet<Integer> steps = new TreeSet<>(lengths.correct().keySet());
    steps.addAll(lengths.others().keySet());
    if (steps.isEmpty()) {
      return "";
    }
    return "<h2>Length of completions</h2>\n"
        + Svg.lengths("Completions by tokens", lengths, steps.first(), steps.last())
        + "<p>Completions by their tokens, on a logarithmic scale; each column is named by its"
        + " upper end. <span class=\"key correct\"></span>correct"
        + "<span class=\"key others\"></span>others</p>\n";
  }

  private void rows(Writer out) throws IOException {
    out.write("<h2>Completions that are not correct</h2>\n");
    if (leftOut > 0) {
      out.write(
          "<p class=\"note\">"
              + Figures.count(unsolved.size())
              + " of "
              + Figures.count(unsolved.size() + leftOut)
              + " are shown, some from each part of the tables; all are in scores and"
              + " completions.</p>\n");
    }
    out.write("<div id=\"filter\">\n<input id=\"search\" type=\"search\" placeholder=\"Search\"");
    out.write(" aria-label=\"Search\"/>\n");
    out.write(list("outcome", UnsolvedRow::outcome));
    out.write(list("level", UnsolvedRow::level));
    out.write(list("subject", UnsolvedRow::subject));
    out.write("<span id=\"shown\"></span>\n</div>\n<div id=\"rows\">\n");
    for (UnsolvedRow row : unsolved) {
      out.write(html(row));
    }
    out.write("</div>\n");
  }

  /** A list to choose from; none if there is no choice. */
  private String list(String name, Function<UnsolvedRow, String> value) {
    TreeMap<String, Integer> counts = new TreeMap<>();
    unsolved.forEach(row -> counts.merge(value.apply(row), 1, Integer::sum));
    counts.remove("");
    if (counts.size() < 2) {
      return "";
    }
    StringBuilder html = new StringBuilder("<select id=\"" + name + "\" aria-label=\"" + name);
    html.append("\"><option value=\"\">every " + name + "</option>\n");
    counts.forEach(
        (word, count) ->
            html.append("<option value=\"" + Html.escape(word) + "\">" + Html.escape(word))
                .append(" (" + Figures.count(count) + ")</option>\n"));
    return html.append("</select>\n").toString();
  }

  private static String html(UnsolvedRow row) {
    return "<details data-outcome=\""
        + Html.escape(row.outcome())
        + "\" data-level=\""
        + Html.escape(row.level())
        + "\" data-subject=\""
        + Html.escape(row.subject())
        + "\"><summary>"
        + Html.escape(row.problemId())
        + " #"
        + row.rollout()
        + ": "
        + Html.escape(row.outcome())
        + " <span class=\"why\">"
        + Html.escape(row.explanation())
        + "</span></summary>\n<pre dir=\"auto\">"
        + Html.escape(row.question())
        + "</pre>\n<p>target: "
        + Html.escape(row.target())
        + "; "
        + Figures.count(row.tokens())
        + " tokens</p>\n<pre dir=\"auto\">"
        + Html.escape(row.text())
        + "</pre></details>\n";
  }

  private static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(
            RunPage.class.getResourceAsStream(name), "the jar must hold " + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read", e);
    }
  }

  private static String sha256(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
