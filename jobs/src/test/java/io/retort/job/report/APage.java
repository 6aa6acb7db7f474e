package io.retort.job.report;

import io.retort.job.run.RunManifest;
import io.retort.job.score.GenerationTime;
import io.retort.job.score.RunCounts;
import io.retort.job.score.RunMetrics;
import io.retort.job.score.ScoredProblem;
import io.retort.job.score.ScoredRollout;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Pages of a run of two levels and two subjects, for tests; a completion is what the test says. */
final class APage {

  /** What a model may write that a page must not believe. */
  static final List<String> HOSTILE =
      List.of(
          "</script><script>document.title='caught'</script>",
          "<img src=x onerror=\"document.title='caught'\">",
          "<iframe src=\"http://127.0.0.1:9/\"></iframe>",
          "</pre></details></div><style>*{display:none}</style>",
          "\" onmouseover=\"document.title='caught'\" x='",
          "<!-- never closed",
          "]]> &lt; &amp; &#60;b&#62; &copy;",
          "<svg/onload=document.title='caught'>",
          "\u0000\u0001\u001b[31m\u007f\u0085\uFFFE",
          "half a pair: \uD800 and \u202E turned");

  private APage() {}

  /** The page that shows these texts, each as the completion of one wrong row. */
  static String of(List<String> texts, int leftOut) {
    List<UnsolvedRow> rows = new ArrayList<>();
    RunCounts problems = new RunCounts();
    for (int i = 0; i < texts.size(); i++) {
      String id = "p" + i;
      String level = String.valueOf(1 + i % 2);
      String subject = i % 2 == 0 ? "algebra" : "sums & <b>";
      String text = texts.get(i);
      rows.add(
          new UnsolvedRow(
              id, 1, level, subject, "wrong", text, text, text + " differs", 90, text, text));
      problems.add(
          new ScoredProblem(
              id,
              subject,
              1 + i % 2,
              "t",
              List.of(
                  new ScoredRollout("correct", 1, "t", 40, true),
                  new ScoredRollout("wrong", 0, "u", 90, true))));
    }
    LengthCounts lengths =
        new LengthCounts(
            new TreeMap<>(Map.of(11, (long) texts.size())),
            new TreeMap<>(Map.of(13, (long) texts.size())));
    RunManifest run = manifest();
    RunMetrics metrics =
        RunMetrics.of(run, problems, Optional.empty(), GenerationTime.NONE.plus(20, 1300, 2), null);
    StringWriter html = new StringWriter();
    try {
      new RunPage(run, metrics, List.of(new RunPart(lengths, rows, leftOut))).writeTo(html);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return html.toString();
  }

  private static RunManifest manifest() {
    TreeMap<String, String> protocol = new TreeMap<>();
    protocol.put("benchmark.name", "made <up>");
    protocol.put("benchmark.version", "1");
    protocol.put("grader.name", "boxed");
    protocol.put("grader.version", "1");
    protocol.put("sampling.temperature", "0.6");
    protocol.put("sampling.top_p", "0.95");
    protocol.put("sampling.max_new_tokens", "320");
    TreeMap<String, String> identity = new TreeMap<>();
    identity.put("model.fingerprint", "f".repeat(64));
    identity.put("sampling.seed", "7");
    return new RunManifest(
        RunManifest.FORMAT,
        "made-20260101T120000Z-01234567",
        "2026-01-01T12:00:00Z",
        new TreeMap<>(),
        protocol,
        "h",
        identity,
        "/models/made",
        10,
        2,
        8,
        RunManifest.SEED_POLICY,
        new TreeMap<>(),
        List.of());
  }
}
