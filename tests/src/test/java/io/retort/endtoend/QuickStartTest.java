package io.retort.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The README's commands on the bundled teacher, one after the other in one folder. */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class QuickStartTest {

  @TempDir static Path folder;
  private static String sweepTable = "";

  @Test
  @Order(1)
  void sweepScoresTheBundledBenchmark() throws IOException {
    Launcher.Ended sweep = Launcher.retort(folder, Map.of(), "sweep");

    assertThat(sweep.exitCode()).as(sweep.err()).isZero();
    sweepTable = sweep.out();
    JsonNode metrics = json("runs/sweep/metrics.json");
    JsonNode all = metrics.path("all");
    assertThat(all.path("problems").asInt()).isEqualTo(500);
    assertThat(all.path("pass_at_1").asDouble()).isBetween(0.65, 0.85);
    assertThat(all.path("maj_at_k").asDouble()).isGreaterThan(all.path("pass_at_1").asDouble());
    assertThat(all.path("format_ok_share").asDouble()).isGreaterThan(0.98);
    assertThat(metrics.path("by_level").path("5").path("pass_at_1").asDouble())
        .isLessThan(metrics.path("by_level").path("1").path("pass_at_1").asDouble());
    assertThat(parquetFiles("runs/sweep/completions")).isNotEmpty();
    assertThat(parquetFiles("runs/sweep/scores")).isNotEmpty();
    assertThat(parquetFiles("runs/sweep/traces")).isNotEmpty();
  }

  @Test
  @Order(2)
  void aSecondStartGeneratesNothingAndPrintsTheSameTable() {
    Launcher.Ended sweep = Launcher.retort(folder, Map.of(), "sweep");

    assertThat(sweep.exitCode()).as(sweep.err()).isZero();
    assertThat(sweep.out()).isEqualTo(sweepTable);
  }

  @Test
  @Order(3)
  void distillWritesTraces() throws IOException {
    Launcher.Ended distill = Launcher.retort(folder, Map.of(), "distill");

    assertThat(distill.exitCode()).as(distill.err()).isZero();
    assertThat(parquetFiles("runs/distill/data")).isNotEmpty();
    assertThat(folder.resolve("runs/distill/stats.json")).exists();
  }

  @Test
  @Order(4)
  void aReportOfARunAgainstItselfFindsNoRegression() throws IOException {
    Launcher.Ended report =
        Launcher.retort(
            folder,
            Map.of(),
            "report",
            "--runs",
            "runs/sweep",
            "--baseline",
            "runs/sweep",
            "--out",
            "runs/report");

    assertThat(report.exitCode()).as(report.err()).isZero();
    assertThat(Files.readString(folder.resolve("runs/report/index.html"))).contains("<html");
  }

  @Test
  @Order(5)
  void aGreedyRunOfAWeakerModelRegresses() {
    // The same weights, cut off early: a plain way to be worse.
    List<String> common =
        List.of("--set", "benchmark.name=steps-smoke", "--set", "sampling.rollouts=2");
    Launcher.Ended good = sweep("good", common, "320");
    Launcher.Ended weak = sweep("weak", common, "40");
    Launcher.Ended report =
        Launcher.retort(
            folder,
            Map.of(),
            "report",
            "--runs",
            "weak",
            "--baseline",
            "good",
            "--out",
            "compared",
            "--force");

    assertThat(good.exitCode()).as(good.err()).isZero();
    assertThat(weak.exitCode()).as(weak.err()).isZero();
    assertThat(report.exitCode()).as(report.out() + report.err()).isEqualTo(1);
  }

  @Test
  @Order(6)
  void aPromptIsCompletedOnTheTerminal() {
    Launcher.Ended generate =
        Launcher.retort(
            folder,
            Map.of(),
            "generate",
            "--model",
            Launcher.root().resolve("model-runtime/models/retort-teacher").toString(),
            "--prompt",
            "What is 12 * 7?");

    assertThat(generate.exitCode()).as(generate.err()).isZero();
    assertThat(generate.out()).contains("</think>", "\\boxed{");
  }

  private static Launcher.Ended sweep(String run, List<String> common, String maxNewTokens) {
    return Launcher.retort(
        folder,
        Map.of(),
        Stream.concat(
                Stream.of("sweep", "--run", run),
                Stream.concat(
                    common.stream(), Stream.of("--set", "sampling.max_new_tokens=" + maxNewTokens)))
            .toArray(String[]::new));
  }

  private static JsonNode json(String path) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(path).toFile());
  }

  private static List<Path> parquetFiles(String path) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(path))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).toList();
    }
  }
}
