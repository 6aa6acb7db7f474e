package io.retort.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.benchmark.Benchmark;
import io.retort.benchmark.Benchmarks;
import io.retort.job.run.RunDirectory;
import io.retort.job.trace.SetStats;
import io.retort.job.trace.TraceStats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistillJobTest {

  private static final Benchmark TRAINING = Benchmarks.trainingProblems(30, 1);
  private static final FakeModels MODELS = FakeModels.knowing(TRAINING, 60);

  @TempDir Path folder;
  private Path model;
  private Path set;

  @BeforeEach
  void makeModel() throws IOException {
    model = Files.createDirectory(folder.resolve("model"));
    set = folder.resolve("set");
    FakeModels.MADE.set(0);
  }

  @Test
  void keepsTheCorrectTracesAndTheCountsAddUp() throws IOException, SQLException {
    JobRun distill = distill();

    assertThat(distill.exitCode()).as(distill.err()).isZero();
    TraceStats counts = stats().counts();
    assertThat(counts.completions()).isEqualTo(90); // 30 problems x 3 rollouts
    assertThat(counts.kept() + rejected(counts)).isEqualTo(90);
    assertThat(counts.rejected()).containsOnlyKeys("wrong", "truncated", "unparsed");
    assertThat(number("SELECT count(*) FROM '" + data() + "'")).isEqualTo(counts.kept());
    assertThat(number("SELECT sum(trace_tokens) FROM '" + data() + "'"))
        .isEqualTo(counts.keptTokens());
    assertThat(number("SELECT count(*) FROM '" + set + "/rejected/*.parquet'"))
        .isEqualTo(rejected(counts));
    assertThat(distill.out())
        .contains("kept       " + counts.kept() + " traces of 90 completions")
        .contains("data/train-*.parquet");
  }

  @Test
  void aTraceIsAConversationThatATrainerCanRead() throws SQLException {
    distill();

    String first = " FROM '" + data() + "' ORDER BY problem_id, rollout LIMIT 1";
    String id = text("SELECT problem_id" + first);
    String target = text("SELECT target" + first);
    assertThat(text("SELECT messages[1].role" + first)).isEqualTo("user");
    assertThat(text("SELECT messages[1].content" + first)).isEqualTo(question(id));
    assertThat(text("SELECT messages[2].role" + first)).isEqualTo("assistant");
    assertThat(text("SELECT messages[2].content" + first))
        .isEqualTo("<think>\nso\n</think>\n\n\\boxed{" + target + "}");
    assertThat(text("SELECT reasoning" + first)).isEqualTo("so");
    assertThat(text("SELECT answer" + first)).isEqualTo("\\boxed{" + target + "}");
    assertThat(text("SELECT outcome || ' ' || finish_reason || ' ' || source" + first))
        .isEqualTo("correct stop steps-train");
  }

  @Test
  void thePassRateIsTheShareOfCorrectRollouts() throws SQLException {
    distill();

    String both =
        "(SELECT * EXCLUDE (reason) FROM '"
            + set
            + "/rejected/*.parquet' UNION ALL BY NAME SELECT * FROM '"
            + data()
            + "')";
    assertThat(
            number(
                "SELECT count(*) FROM (SELECT problem_id, any_value(pass_rate) AS stated,"
                    + " avg(CASE outcome WHEN 'correct' THEN 1.0 ELSE 0 END) AS seen, count(*) AS n"
                    + " FROM "
                    + both
                    + " GROUP BY problem_id) WHERE abs(stated - seen) > 1e-9 OR n <> 3"))
        .isZero();
    assertThat(number("SELECT count(DISTINCT problem_id) FROM " + both)).isEqualTo(30);
  }

  @Test
  void aSecondStartGeneratesNothing() {
    JobRun first = distill();
    FakeModels.MADE.set(0);

    JobRun second = distill();

    assertThat(FakeModels.MADE).hasValue(0);
    assertThat(second.out()).isEqualTo(first.out());
  }

  @Test
  void aFinishedRunIsSortedWithoutAModel() throws IOException, SQLException {
    Path run = sweep();
    FakeModels.MADE.set(0);

    JobRun distill = distill("--from", run.toString());

    assertThat(distill.exitCode()).as(distill.err()).isZero();
    assertThat(FakeModels.MADE).hasValue(0);
    assertThat(stats().runDirectory()).isEqualTo(run.toString());
    assertThat(number("SELECT count(*) FROM '" + data() + "'")).isEqualTo(stats().counts().kept());
    assertThat(distill.err())
        .contains("note: the prompts are those of 'steps-smoke'; if that is a benchmark");
  }

  @Test
  void aSetOfAnotherRunIsNotReplaced() throws IOException {
    distill();
    String owner = stats().runId();

    JobRun other = distill("--from", sweep().toString());

    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err())
        .contains(set + " must be free or hold the set of run steps-smoke-")
        .contains("but holds that of " + owner + "; give another distill.dir");
  }

  @Test
  void aDirectoryWithoutARunIsNamed() {
    JobRun distill = distill("--from", folder.toString());

    assertThat(distill.exitCode()).isEqualTo(2);
    assertThat(distill.err())
        .contains(folder + " must be the directory of a run, but holds no run.json");
  }

  @Test
  void anUnfinishedRunIsNamed() {
    Path run = folder.resolve("run");
    sweep(run, FakeModels.knowing(smoke(), 50).dyingAfter(3));

    JobRun distill = distill("--from", run.toString());

    assertThat(distill.exitCode()).isEqualTo(2);
    assertThat(distill.err())
        .contains(
            run
                + " must hold a finished run, but its completions are not scored yet; start its"
                + " command again to finish it");
  }

  @Test
  void aFileForGeneratedPromptsIsRefused() {
    JobRun distill = distill("--set", "distill.file=prompts.jsonl");

    assertThat(distill.exitCode()).isEqualTo(2);
    assertThat(distill.err())
        .contains(
            "distill.file must be empty for generated prompts, but was 'prompts.jsonl'; set"
                + " distill.prompts=jsonl to read it");
  }

  @Test
  void promptsCanComeFromAFile() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("mine.jsonl"),
            """
            {"id": "m-1", "question": "What is 6 times 7?", "target": "42"}
            {"id": "m-2", "question": "What is 6 plus 7?", "target": "13"}
            """);

    JobRun distill = distill("--set", "distill.prompts=jsonl", "--set", "distill.file=" + file);

    assertThat(distill.exitCode()).as(distill.err()).isZero();
    assertThat(stats().source()).isEqualTo("mine");
    assertThat(stats().counts().completions()).isEqualTo(6); // 2 problems x 3 rollouts
  }

  private JobRun distill(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--set=distill.dir=" + set,
                "--set=distill.problems=30",
                "--set=sampling.rollouts=3",
                "--set=model.path=" + model,
                "--set=spark.master=local[1]"));
    arguments.addAll(List.of(more));
    return JobRun.of(new DistillJob(JobRun.environment(MODELS)), arguments.toArray(new String[0]));
  }

  private Path sweep() {
    Path run = folder.resolve("run");
    sweep(run, FakeModels.knowing(smoke(), 50));
    return run;
  }

  private void sweep(Path run, FakeModels models) {
    JobRun.of(
        new SweepJob(JobRun.environment(models)),
        "--run=" + run,
        "--set=model.path=" + model,
        "--set=benchmark.name=steps-smoke",
        "--set=spark.master=local[1]");
  }

  private static Benchmark smoke() {
    return Benchmarks.open("steps-smoke", Optional.empty());
  }

  private static String question(String id) {
    return TRAINING.problems().stream()
        .filter(problem -> problem.id().equals(id))
        .map(problem -> problem.messages().get(0).content())
        .findFirst()
        .orElseThrow();
  }

  private static int rejected(TraceStats counts) {
    return counts.rejected().values().stream().mapToInt(count -> count).sum();
  }

  private SetStats stats() throws IOException {
    return RunDirectory.at(set.toString(), new Configuration(false))
        .readJson(SetStats.FILE, SetStats.class);
  }

  private String data() {
    return set + "/data/train-*.parquet";
  }

  private static long number(String query) throws SQLException {
    return Long.parseLong(text(query));
  }

  private static String text(String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
