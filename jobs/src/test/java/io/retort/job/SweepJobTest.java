package io.retort.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.benchmark.Benchmark;
import io.retort.benchmark.Benchmarks;
import io.retort.job.run.Protocol;
import io.retort.job.run.RunDirectory;
import io.retort.job.run.RunManifest;
import io.retort.job.score.RunCost;
import io.retort.job.score.RunMetrics;
import io.retort.job.table.CompletionRow;
import io.retort.job.table.ProblemRow;
import io.retort.job.table.ScoreRow;
import io.retort.job.table.Table;
import io.retort.job.table.TableReader;
import io.retort.job.table.TraceRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepJobTest {

  private static final Benchmark SMOKE = Benchmarks.open("steps-smoke", Optional.empty());
  private static final FakeModels MODELS = FakeModels.knowing(SMOKE, 70);

  @TempDir Path folder;
  private Path model;
  private Path run;

  @BeforeEach
  void makeModel() throws IOException {
    model = Files.createDirectory(folder.resolve("model"));
    run = folder.resolve("run");
    FakeModels.MADE.set(0);
  }

  @Test
  void writesEveryTableAndPrintsTheTable() throws IOException {
    JobRun sweep = sweep(MODELS);

    assertThat(sweep.exitCode()).as(sweep.err()).isZero();
    List<CompletionRow> completions = rows(Table.COMPLETIONS, CompletionRow.class);
    List<ScoreRow> scores = rows(Table.SCORES, ScoreRow.class);
    assertThat(completions).hasSize(160); // 40 problems x 4 rollouts
    assertThat(scores).hasSize(160);
    long correct = scores.stream().filter(score -> score.points() == 1).count();
    assertThat(correct).isBetween(90L, 134L); // 112 expected at 70 %, give or take four sigma (5.8)
    assertThat(rows(Table.TRACES, TraceRow.class)).hasSize((int) correct);
    RunMetrics metrics = directory().readJson("metrics.json", RunMetrics.class);
    assertThat(metrics.all().passAtOne()).isCloseTo(correct / 160.0, within(1e-12));
    assertThat(metrics.all().outcomes().values().stream().mapToInt(count -> count).sum())
        .isEqualTo(160);
    // All or nothing: what is said of points elsewhere is not said here.
    assertThat(Files.readString(run.resolve("metrics.json"))).doesNotContain("points");
    assertThat(sweep.out())
        .contains("steps-smoke", "40 problems x 4 rollouts", "level 5", "maj@4")
        .contains(String.format("%.1f %%", 100 * correct / 160.0));
  }

  @Test
  void aSecondStartGeneratesNothingAndPrintsTheSame() {
    JobRun first = sweep(MODELS);
    FakeModels.MADE.set(0);

    JobRun second = sweep(MODELS);

    assertThat(second.exitCode()).isZero();
    assertThat(FakeModels.MADE).hasValue(0);
    assertThat(second.out()).isEqualTo(first.out());
  }

  @Test
  void metricsOfAVersionThatCountedNoCostAreReadAndCountedNow() throws IOException {
    sweep(MODELS);
    RunMetrics written = directory().readJson("metrics.json", RunMetrics.class);
    ObjectNode old = (ObjectNode) new ObjectMapper().readTree(run.resolve("metrics.json").toFile());
    old.remove("cost");
    directory().writeJson("metrics.json", old);

    JobRun again = sweep(MODELS);

    assertThat(again.exitCode()).as(again.err()).isZero();
    RunCost first = Objects.requireNonNull(written.cost());
    RunCost cost =
        Objects.requireNonNull(directory().readJson("metrics.json", RunMetrics.class).cost());
    assertThat(cost.completionTokens()).isEqualTo(first.completionTokens()).isPositive();
    assertThat(cost.deviceHours()).isEqualTo(first.deviceHours());
    assertThat(cost.energySource())
        .isEqualTo("not measured: no start that generated left a reading");
  }

  @Test
  void afterACrashOnlyTheRestIsGenerated() throws IOException {
    JobRun crashed = sweep(MODELS.dyingAfter(100));
    assertThat(crashed.exitCode()).isEqualTo(3);
    assertThat(crashed.err()).contains("the fake engine died").doesNotContain("\tat ");

    FakeModels.MADE.set(0);
    JobRun resumed = sweep(MODELS);

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(FakeModels.MADE).hasValue(60); // a failed task publishes what it had
    assertThat(rows(Table.COMPLETIONS, CompletionRow.class))
        .extracting(CompletionRow::key)
        .doesNotHaveDuplicates()
        .hasSize(160);
  }

  @Test
  void theNumberOfBucketsChangesNoCompletion() throws IOException {
    sweep(MODELS, "--set", "journal.buckets=1");
    List<String> one = texts();
    run = folder.resolve("other");

    sweep(MODELS, "--set", "journal.buckets=13");

    assertThat(texts()).containsExactlyInAnyOrderElementsOf(one);
  }

  @Test
  void aContinuedRunKeepsItsBuckets() {
    sweep(MODELS, "--set", "journal.buckets=3");
    FakeModels.MADE.set(0);

    JobRun second = sweep(MODELS, "--set", "journal.buckets=5");

    assertThat(second.exitCode()).isZero();
    assertThat(FakeModels.MADE).hasValue(0);
    assertThat(manifest().buckets()).isEqualTo(3);
  }

  @Test
  void theManifestSaysWhatMadeTheRun() {
    sweep(MODELS);

    RunManifest manifest = manifest();
    assertThat(manifest.runId()).startsWith("steps-smoke-20260101T120000Z-");
    assertThat(manifest.protocol())
        .containsEntry("benchmark.sha256", SMOKE.sha256())
        .containsEntry("sampling.rollouts", "4");
    assertThat(manifest.engines()).hasSize(1);
    assertThat(manifest.versions()).containsKeys("retort", "spark", "java");
    assertThat(manifest.settings()).containsEntry("sampling.rollouts", 4);
  }

  @Test
  void aProtocolDecidesThePromptsAndTheHash() throws IOException {
    sweep(MODELS);
    RunManifest plain = manifest();
    run = folder.resolve("paper");

    JobRun sweep = sweep(MODELS, "--set", "benchmark.protocol=r1-paper");

    assertThat(sweep.exitCode()).isZero();
    assertThat(rows(Table.PROBLEMS, ProblemRow.class))
        .hasSize(40)
        .allSatisfy(
            problem ->
                assertThat(problem.messages().get(0).content())
                    .endsWith(
                        "\nPlease reason step by step, and put your final answer within \\boxed{}."));
    assertThat(Protocol.differences(plain.protocol(), manifest().protocol()))
        .extracting(line -> line.replaceFirst("(version|sha256): .*", "$1"))
        .containsExactly(
            "grader.name: boxed and math",
            "grader.preset: nothing and r1",
            "grader.version",
            "prompt.protocol: none and r1-paper",
            "prompt.protocol_sha256",
            "sampling.max_new_tokens: 320 and 32768");
    assertThat(manifest().protocolHash()).isNotEqualTo(plain.protocolHash());
  }

  @Test
  void oneRolloutNeedsNoMajority() {
    JobRun sweep = sweep(MODELS, "--set", "sampling.rollouts=1");

    assertThat(sweep.exitCode()).isZero();
    assertThat(sweep.out()).contains("x 1 rollout,").doesNotContain("maj@");
  }

  @Test
  void anotherProtocolOnTheSameDirectoryIsRefused() {
    sweep(MODELS);

    JobRun other = sweep(MODELS, "--set", "sampling.top_p=0.9", "--set", "sampling.seed=5");

    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err())
        .contains(
            run
                + " must be free or hold this very run, but the run there and this one differ in"
                + " sampling.top_p: 0.95 and 0.9; sampling.seed: 7 and 5; give another run"
                + " directory");
  }

  @Test
  void everyProblemIsFoundBeforeAnythingIsWritten() throws IOException {
    Files.createFile(model.resolve("broken"));
    Path file = Files.createFile(folder.resolve("file"));
    run = file.resolve("run");

    JobRun sweep = sweep(MODELS, "--set", "benchmark.name=gms8k", "--set", "sampling.rollouts=0");

    assertThat(sweep.exitCode()).isEqualTo(2);
    assertThat(sweep.err().lines().map(String::strip))
        .hasSize(5)
        .contains(
            "--set: sampling.rollouts must be in [1, 4096], but was 0",
            run + " must be a directory, but " + file + " is a file",
            model + ": config.json must be there, but is not")
        .anyMatch(line -> line.contains("benchmark 'gms8k' is unknown"));
    assertThat(sweep.out()).isEmpty();
    assertThat(folder).isDirectoryNotContaining(path -> path.endsWith("run"));
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsRefused() throws IOException {
    Path locked = Files.createDirectory(folder.resolve("locked"));
    assertThat(locked.toFile().setWritable(false, false)).isTrue();
    run = locked.resolve("run");

    JobRun sweep = sweep(MODELS);

    assertThat(sweep.exitCode()).isEqualTo(2);
    assertThat(sweep.err()).contains(run + " must be a writable directory, but: Permission denied");
  }

  @Test
  void aModelThatIsNotThereIsNamed() {
    JobRun sweep = sweep(MODELS, "--set", "model.path=" + folder.resolve("none"));

    assertThat(sweep.exitCode()).isEqualTo(2);
    assertThat(sweep.err())
        .contains(
            "model.path: model must be a folder or a Hub id org/name[@revision], but '"
                + folder.resolve("none")
                + "' is neither");
  }

  @Test
  void guessesByALayerThatTheModelLacksAreRefused() {
    Path teacher = RowFiles.teacher();

    JobRun sweep =
        sweep(
            MODELS,
            "--set=model.path=" + teacher,
            "--set=engine.drafts=1",
            "--set=engine.draft_source=mtp");

    assertThat(sweep.exitCode()).isEqualTo(2);
    assertThat(sweep.err())
        .contains(
            teacher.resolve("config.json")
                + ": 'num_nextn_predict_layers' must be at least 1 in a deepseek_v3 model, for it"
                + " to guess tokens by its own layer for multi-token prediction (draft_source"
                + " lookup needs none), but was 0");
  }

  @Test
  void theBundledModelNeedsTheLauncher() {
    JobRun sweep = sweep(MODELS, "--set", "model.path=bundled");

    assertThat(sweep.exitCode()).isEqualTo(2);
    assertThat(sweep.err())
        .contains(
            "model.path must be a checkpoint folder where retort is not started by its launcher,"
                + " but was 'bundled'; give a folder or -Dretort.home=FOLDER_OF_RETORT");
  }

  @Test
  void aFileSystemThatIsUnknownIsNamed() {
    JobRun sweep =
        JobRun.of(new SweepJob(JobRun.environment(MODELS)), "--set", "run.dir=gopher://x/y");

    assertThat(sweep.exitCode()).isEqualTo(2);
    assertThat(sweep.err())
        .contains(
            "'gopher://x/y' must be a path or a URI of a known file system, but: No FileSystem for"
                + " scheme \"gopher\"");
  }

  @Test
  void aTornManifestIsNamed() throws IOException {
    Files.createDirectories(run);
    Files.writeString(run.resolve("run.json"), "{\"format\": ");

    JobRun sweep = sweep(MODELS);

    assertThat(sweep.exitCode()).isEqualTo(2);
    assertThat(sweep.err()).contains(run + "/run.json must be the manifest of a run, but: ");
  }

  @Test
  void anUnknownOptionIsNamed() {
    JobRun sweep = sweep(MODELS, "--rn=x");

    assertThat(sweep.exitCode()).isEqualTo(2);
    assertThat(sweep.err()).contains("sweep: Unknown option: '--rn=x'");
  }

  @Test
  void aFailureShowsItsStackTraceOnlyWhenAsked() {
    JobRun quiet = sweep(MODELS.named("other").dyingAfter(0));
    JobRun verbose = sweep(MODELS.named("other").dyingAfter(0), "--verbose");

    assertThat(quiet.err()).contains("Run it again with --verbose").doesNotContain("\tat ");
    assertThat(verbose.err()).contains("\tat io.retort");
  }

  private JobRun sweep(FakeModels models, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--run=" + run,
                "--set=model.path=" + model,
                "--set=benchmark.name=steps-smoke",
                "--set=sampling.rollouts=4",
                "--set=sampling.top_p=0.95",
                "--set=sampling.seed=7",
                "--set=spark.master=local[1]",
                "--set=journal.rows_per_segment=7"));
    arguments.addAll(List.of(more));
    return JobRun.of(new SweepJob(JobRun.environment(models)), arguments.toArray(new String[0]));
  }

  private <T extends Record> List<T> rows(Table table, Class<T> type) throws IOException {
    return new TableReader(directory().table(table), new Configuration(false)).readAll(type);
  }

  private List<String> texts() throws IOException {
    return rows(Table.COMPLETIONS, CompletionRow.class).stream()
        .map(row -> row.problemId() + " " + row.rollout() + " " + row.completionText())
        .toList();
  }

  private RunManifest manifest() {
    return directory().manifest().orElseThrow();
  }

  private RunDirectory directory() {
    return RunDirectory.at(run.toString(), new Configuration(false));
  }
}
