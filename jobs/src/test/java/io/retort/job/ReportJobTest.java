package io.retort.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.benchmark.Benchmark;
import io.retort.benchmark.Benchmarks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportJobTest {

  private static final Benchmark SMOKE = Benchmarks.open("steps-smoke", Optional.empty());

  @TempDir static Path runs;
  @TempDir Path folder;

  @BeforeAll
  static void sweepOnce() throws IOException {
    Files.createDirectory(runs.resolve("model"));
    sweep("good", 80);
    sweep("bad", 40);
    sweep("short", 80, "--set=sampling.rollouts=2", "--set=sampling.max_new_tokens=100");
  }

  @Test
  void aRegressionIsTheExitCodeAndTheHeading() throws IOException {
    // 40 points on 40 problems of 4 rollouts are more than ten standard errors.
    JobRun report = report("bad", "good");

    assertThat(report.exitCode()).as(report.err()).isEqualTo(1);
    assertThat(report.out()).startsWith("REGRESSED: pass@1 ");
    assertThat(page()).contains("<span class=\"decision REGRESSED\">REGRESSED</span>");
    JsonNode json = json();
    assertThat(json.path("decision").asText()).isEqualTo("REGRESSED");
    assertThat(json.path("all").path("problems").asInt()).isEqualTo(40);
    assertThat(json.path("all").path("difference").asDouble()).isNegative();
    assertThat(json.path("by_level")).hasSize(5);
  }

  @Test
  void theOtherWayRoundItIsAnImprovement() throws IOException {
    JobRun report = report("good", "bad");

    assertThat(report.exitCode()).isZero();
    assertThat(json().path("decision").asText()).isEqualTo("IMPROVED");
  }

  @Test
  void aChangedProblemIsShownWithBothTexts() throws IOException {
    report("bad", "good");

    JsonNode changed = json().path("changed").get(0);
    JsonNode baseline = changed.path("baseline");
    JsonNode candidate = changed.path("candidate");
    assertThat(baseline.path("correct").asInt()).isGreaterThan(candidate.path("correct").asInt());
    assertThat(baseline.path("outcome").asText()).isEqualTo("correct");
    assertThat(candidate.path("outcome").asText()).isNotEqualTo("correct");
    assertThat(baseline.path("text").asText()).contains("\\boxed{");
    String question = changed.path("messages").get(0).path("content").asText();
    assertThat(page())
        .contains("<pre>" + question.replace("<", "&lt;").replace(">", "&gt;") + "</pre>")
        .contains("so\n&lt;/think&gt;");
  }

  @Test
  void noMoreChangedProblemsThanAskedForAreShown() throws IOException {
    report("bad", "good", "--set", "report.changed_problems=3");

    assertThat(json().path("changed")).hasSize(3);
  }

  @Test
  void thePageNeedsNothingElse() throws IOException {
    report("bad", "good");

    assertThat(page()).doesNotContain("<script", "http:", "https:", "src=", "<link");
  }

  @Test
  void aRunAgainstItselfIsARepetition() throws IOException {
    JobRun report = report("good", "good");

    assertThat(report.exitCode()).isZero();
    assertThat(report.out())
        .contains("0 better, 0 worse")
        .contains("both runs have the same weights, arithmetic and seed");
    assertThat(json().path("all").path("minimum_detectable_effect").isNull()).isTrue();
  }

  @Test
  void unlikeProtocolsAreRefusedByName() {
    JobRun report = report("short", "good");

    assertThat(report.exitCode()).isEqualTo(2);
    assertThat(report.err())
        .contains(
            "the runs must have the same protocol to be compared, but differ (baseline and"
                + " candidate) in sampling.max_new_tokens: 200 and 100; sampling.rollouts: 4 and 2;"
                + " --force compares them all the same");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aForcedComparisonSaysSo() throws IOException {
    JobRun report = report("short", "good", "--force");

    assertThat(report.exitCode()).isIn(0, 1);
    assertThat(report.out()).contains("forced     sampling.rollouts: 4 and 2");
    assertThat(page()).contains("Forced: the protocols differ in sampling.rollouts: 4 and 2");
  }

  @Test
  void everyMissingRunIsNamed() {
    JobRun report = report("none", "neither");

    assertThat(report.exitCode()).isEqualTo(2);
    assertThat(report.err())
        .contains(runs.resolve("none") + " must be the directory of a run, but holds no run.json")
        .contains(
            runs.resolve("neither") + " must be the directory of a run, but holds no run.json");
  }

  @Test
  void aMissingOptionIsNamed() {
    JobRun noRun = JobRun.of(new ReportJob(), "--baseline=x");
    JobRun noOut = JobRun.of(new ReportJob(), "--runs=x", "--baseline=y");

    assertThat(noRun.exitCode()).isEqualTo(2);
    assertThat(noRun.err()).contains("report: Missing required option: '--runs=DIR'");
    assertThat(noOut.exitCode()).isEqualTo(2);
    assertThat(noOut.err()).contains("report: --out must be given with --baseline, but is not");
  }

  @Test
  void withoutABaselineThePageOfTheRunIsWrittenAgainAsTheSweepWroteIt() throws IOException {
    Path written = runs.resolve("good/report/index.html");
    String bySweep = Files.readString(written);
    Files.delete(written);

    JobRun again = JobRun.of(new ReportJob(), "--run=" + runs.resolve("good"));
    JobRun elsewhere =
        JobRun.of(
            new ReportJob(), "--run=" + runs.resolve("good"), "--out=" + folder.resolve("out"));

    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.out()).isEqualTo("files      " + written + "\n");
    assertThat(Files.readString(written)).isEqualTo(bySweep);
    assertThat(elsewhere.exitCode()).isZero();
    assertThat(page()).isEqualTo(bySweep);
    assertThat(bySweep)
        .contains("steps-smoke 1: 40 problems x 4 rollouts", "level 5", "tokens/s")
        .contains("so\n&lt;/think&gt;"); // a wrong completion's text
    JobRun none = JobRun.of(new ReportJob(), "--run=" + runs.resolve("none"));
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("none must be the directory of a run, but holds no run.json");
  }

  private JobRun report(String candidate, String baseline, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--runs=" + runs.resolve(candidate),
                "--baseline=" + runs.resolve(baseline),
                "--out=" + folder.resolve("out")));
    arguments.addAll(List.of(more));
    return JobRun.of(new ReportJob(), arguments.toArray(new String[0]));
  }

  private static void sweep(String name, int percentRight, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--run=" + runs.resolve(name),
                "--set=model.path=" + runs.resolve("model"),
                "--set=benchmark.name=steps-smoke",
                "--set=sampling.rollouts=4",
                "--set=sampling.max_new_tokens=200",
                "--set=spark.master=local[1]"));
    arguments.addAll(List.of(more));
    FakeModels models = FakeModels.knowing(SMOKE, percentRight).named("right-" + percentRight);
    JobRun sweep =
        JobRun.of(new SweepJob(JobRun.environment(models)), arguments.toArray(new String[0]));
    assertThat(sweep.exitCode()).as(sweep.err()).isZero();
  }

  private String page() throws IOException {
    return Files.readString(folder.resolve("out/index.html"));
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("out/report.json").toFile());
  }
}
