package io.retort.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.benchmark.Benchmark;
import io.retort.benchmark.Benchmarks;
import io.retort.job.run.RunDirectory;
import io.retort.job.run.RunManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepMatrixJobTest {

  private static final Benchmark SMOKE = Benchmarks.open("steps-smoke", Optional.empty());
  private static final FakeModels MODELS = FakeModels.knowing(SMOKE, 70);

  @TempDir Path folder;
  private Path conf;
  private Path sweep;

  @BeforeEach
  void writeConfiguration() throws IOException {
    sweep = folder.resolve("sweep");
    Path own =
        Files.writeString(
            folder.resolve("own.jsonl"),
            """
            {"id": "own-1", "question": "What is 1 + 1?", "target": "2"}
            {"id": "own-2", "question": "What is 1 + 2?", "target": "3"}
            {"id": "own-3", "question": "What is 1 + 3?", "target": "4"}
            """);
    conf =
        Files.writeString(
            folder.resolve("matrix.yaml"),
            """
            run: {dir: %s}
            spark: {master: "local[1]"}
            sweep:
              benchmarks:
                - {name: steps-smoke, limit: 10, rollouts: 3}
                - {name: jsonl, file: %s, rollouts: 2}
              models:
                - {path: %s}
                - {path: %s}
              presets:
                - {label: hot, temperature: 1.0}
                - {label: greedy, temperature: 0}
            """
                .formatted(
                    sweep,
                    own,
                    Files.createDirectory(folder.resolve("first")),
                    Files.createDirectory(folder.resolve("second"))));
    FakeModels.MADE.set(0);
    FakeModels.LOADED.set(0);
    FakeModels.MOST_OPEN.set(0);
  }

  @Test
  void everyCombinationIsARunOfItsOwnAndALineOfTheTable() throws IOException {
    JobRun run = run(MODELS, "--set", "cost.price_per_hour=2");

    assertThat(run.exitCode()).as(run.err()).isZero();
    // 10 problems x (3 + 1 rollouts) and 3 x (2 + 1), for each of two models
    assertThat(FakeModels.MADE).hasValue(2 * (10 * 4 + 3 * 3));
    RunManifest hot = manifest("steps-smoke/second/hot");
    assertThat(hot.rollouts()).isEqualTo(3);
    assertThat(hot.problems()).isEqualTo(10);
    assertThat(hot.protocol()).containsEntry("sampling.temperature", "1.0");
    RunManifest greedy = manifest("own/first/greedy");
    assertThat(greedy.rollouts()).isEqualTo(1);
    assertThat(greedy.benchmark()).isEqualTo("own");
    assertThat(greedy.settings()).containsEntry("benchmark.name", "jsonl");
    assertThat(run.err().lines())
        .contains("run 1 of 8: steps-smoke / first / hot", "run 8 of 8: own / second / greedy");
    List<String> table = run.out().lines().toList();
    assertThat(table.get(0).split(" {2,}"))
        .containsExactly(
            "benchmark",
            "model",
            "sampling",
            "n",
            "k",
            "pass@1",
            "± SE",
            "maj@k",
            "truncated",
            "unparsed",
            "tokens",
            "tok/s",
            "cost");
    assertThat(table.get(1).split(" {2,}")).startsWith("steps-smoke", "first", "hot", "10", "3");
    assertThat(table.get(2).split(" {2,}"))
        .startsWith("steps-smoke", "first", "greedy", "10", "1")
        .contains("-"); // one vote is no majority
    assertThat(table.get(8).split(" {2,}")).startsWith("own", "second", "greedy", "3", "1");
    assertThat(run.out()).contains(" of device time, loading not counted");
  }

  @Test
  void aModelIsLoadedOnceAndFreedBeforeTheNext() {
    JobRun run = run(MODELS);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(FakeModels.LOADED).hasValue(2);
    assertThat(FakeModels.MOST_OPEN).hasValue(1);
  }

  @Test
  void startedAgainItGeneratesOnlyWhatIsMissingAndPrintsTheSame() throws IOException {
    JobRun crashed = run(MODELS.dyingAfter(35)); // in the second run
    assertThat(crashed.exitCode()).isEqualTo(3);
    assertThat(directory("steps-smoke/first/hot").has("metrics.json")).isTrue();
    assertThat(crashed.err())
        .contains("failed: steps-smoke / first / greedy; going on with the next run")
        .contains(
            "7 of 8 runs failed, the first of them steps-smoke / first / greedy; start the sweep"
                + " again to go on with what is missing")
        .contains("the fake engine died");
    assertThat(crashed.out()).contains("steps-smoke").doesNotContain("greedy");
    FakeModels.MADE.set(0);

    JobRun resumed = run(MODELS);
    int made = FakeModels.MADE.get();
    JobRun again = run(MODELS);

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(made).isEqualTo(98 - 35);
    assertThat(FakeModels.MADE).hasValue(made);
    assertThat(again.out()).isEqualTo(resumed.out());
  }

  @Test
  void aRunThatFailsDoesNotStopTheOthers() throws IOException {
    Path damaged = sweep.resolve("steps-smoke/first/hot/journal"); // a file where a folder belongs
    Files.createDirectories(damaged.getParent());
    Files.writeString(damaged, "no journal");

    JobRun run = run(MODELS);

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err())
        .contains(
            "1 of 8 runs failed, steps-smoke / first / hot; start the sweep again to go on with"
                + " what is missing");
    assertThat(new ObjectMapper().readTree(sweep.resolve("sweep.json").toFile())).hasSize(7);
    assertThat(run.out().lines().filter(line -> line.startsWith("steps-smoke"))).hasSize(3);
    assertThat(run.out().lines().filter(line -> line.startsWith("own"))).hasSize(4);
  }

  @Test
  void theResultsAreWrittenAndPrintedAsJsonToo() throws IOException {
    JobRun run = run(MODELS, "--json", "--limit", "2", "--set", "cost.price_per_hour=3600");

    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode rows = new ObjectMapper().readTree(run.out());
    assertThat(new ObjectMapper().readTree(sweep.resolve("sweep.json").toFile())).isEqualTo(rows);
    assertThat(rows).hasSize(8);
    JsonNode row = rows.get(0);
    assertThat(row.path("directory").asText()).isEqualTo(sweep + "/steps-smoke/first/hot");
    assertThat(row.path("problems").asInt()).isEqualTo(2);
    assertThat(row.path("pass_at_1").isNumber()).isTrue();
    JsonNode cost = row.path("cost");
    // 2 problems x 3 rollouts; the fake's prompt has one token for each character
    int characters =
        SMOKE.problems().stream()
            .limit(2)
            .mapToInt(problem -> problem.messages().get(0).content().length())
            .sum();
    assertThat(cost.path("prompt_tokens").asInt()).isEqualTo(3 * characters);
    // A completion is in work for 3 + 7 ms, and those of one engine lie close together.
    double hours = cost.path("device_hours").asDouble();
    assertThat(3600 * hours).isBetween(0.010, 60.0);
    assertThat(cost.path("dollars").asDouble()).isCloseTo(3600 * hours, within(1e-9));
    assertThat(cost.path("prefill_seconds").asDouble()).isCloseTo(6 * 0.003, within(1e-9));
    assertThat(cost.path("decode_seconds").asDouble()).isCloseTo(6 * 0.007, within(1e-9));
    assertThat(cost.path("energy_source").asText()).isNotEmpty();
    assertThat(row.path("page").asText())
        .isEqualTo(sweep + "/steps-smoke/first/hot/report/index.html");
  }

  @Test
  void thePageOfEveryRunIsWrittenAndNamed() throws IOException {
    JobRun run = run(MODELS, "--limit", "1");

    Path page = sweep.resolve("own/first/hot/report/index.html");
    assertThat(page).content().contains("<html");
    assertThat(run.out()).contains("report     " + page + "\n");
    assertThat(run.out().lines().filter(line -> line.startsWith("report "))).hasSize(8);
    assertThat(run.out()).contains("no dollars: cost.price_per_hour is not set");
  }

  @Test
  void everyProblemOfEveryRunIsNamedOnceBeforeAnythingIsWritten() throws IOException {
    Files.createFile(folder.resolve("second").resolve("broken"));
    Files.delete(folder.resolve("own.jsonl"));

    JobRun run = run(MODELS, "--set", "sampling.top_p=0");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines().map(String::strip))
        .hasSize(4)
        .contains(
            "--set: sampling.top_p must be in (0, 1], but was 0",
            folder.resolve("second") + ": config.json must be there, but is not",
            folder.resolve("own.jsonl")
                + ": must be the file of benchmark 'jsonl', but does not exist");
    assertThat(sweep).doesNotExist();
  }

  @Test
  void aSingleRunAndASweepOfSeveralDoNotShareADirectory() throws IOException {
    Files.createDirectories(sweep);
    Files.writeString(sweep.resolve("sweep.json"), "[]");
    JobRun single =
        JobRun.of(
            new SweepJob(JobRun.environment(MODELS)),
            "--run=" + sweep,
            "--set=model.path=" + folder.resolve("first"));
    run(MODELS, "--limit", "1", "--set", "run.dir=" + folder.resolve("one"));
    Files.copy(
        folder.resolve("one/own/first/hot/run.json"),
        Files.createDirectory(folder.resolve("run")).resolve("run.json"));
    JobRun matrix = run(MODELS, "--run", folder.resolve("run").toString());

    assertThat(single.exitCode()).isEqualTo(2);
    assertThat(single.err())
        .contains(
            sweep
                + " must be free or hold a single run, but holds a sweep of several (sweep.json);"
                + " give another run.dir");
    assertThat(matrix.exitCode()).isEqualTo(2);
    assertThat(matrix.err())
        .contains(
            folder.resolve("run")
                + " must be free or hold a sweep of several runs, but holds a single one"
                + " (run.json); give another run.dir");
  }

  private JobRun run(FakeModels models, String... more) {
    List<String> arguments = new ArrayList<>(List.of(conf.toString()));
    arguments.addAll(List.of(more));
    return JobRun.of(new SweepJob(JobRun.environment(models)), arguments.toArray(new String[0]));
  }

  private RunManifest manifest(String run) {
    return directory(run).manifest().orElseThrow();
  }

  private RunDirectory directory(String run) {
    return RunDirectory.at(sweep + "/" + run, new Configuration(false));
  }
}
