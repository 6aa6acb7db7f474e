package io.retort.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.benchmark.Benchmark;
import io.retort.benchmark.Benchmarks;
import io.retort.job.table.ScoreRow;
import io.retort.job.table.TableReader;
import io.retort.job.table.TraceRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunGradingTest {

  private static final Benchmark SMOKE = Benchmarks.open("steps-smoke", Optional.empty());
  // Right in 70 of 100; a third each of the rest is wrong, cut off, or says "I cannot say."
  private static final FakeModels MODELS = FakeModels.knowing(SMOKE, 70);

  @TempDir Path folder;
  private Path run;

  @BeforeAll
  static void useOneCore() {
    System.setProperty("spark.master", "local[1]");
  }

  @AfterAll
  static void useAsManyAsBefore() {
    System.clearProperty("spark.master");
  }

  @BeforeEach
  void sweep() throws IOException {
    run = folder.resolve("run");
    assertThat(sweepAgain().exitCode()).isZero();
  }

  @Test
  void aNewVersionLiesBesideTheOldWhichStaysAsItWas() throws IOException {
    Map<String, byte[]> before = files("scores");

    JobRun grade = grade("--grader", "regex");

    assertThat(grade.exitCode()).as(grade.err()).isZero();
    assertThat(files("scores")).usingRecursiveComparison().isEqualTo(before);
    assertThat(scores("scores-v2"))
        .extracting(ScoreRow::key)
        .isEqualTo(scores("scores").stream().map(ScoreRow::key).toList());
    assertThat(scores("scores-v2")).extracting(ScoreRow::grader).containsOnly("regex");
    JsonNode versions = json("scores.json");
    assertThat(versions.path("current_version").asInt()).isEqualTo(2);
    assertThat(versions.path("versions").findValuesAsText("directory"))
        .containsExactly("scores", "scores-v2");
    assertThat(versions.at("/versions/1/grader_version").asText()).isEqualTo("1 standard");
    assertThat(versions.at("/versions/1/created_at").asText()).isEqualTo("2026-01-01T12:00:00Z");
    assertThat(versions.at("/versions/1/protocol_hash").asText())
        .isNotEqualTo(versions.at("/versions/0/protocol_hash").asText());
  }

  @Test
  void everyRowWhoseOutcomeChangedIsListedWithBothVerdicts() throws IOException {
    // As an expression, a target such as 12 is found in \boxed{12} and \boxed{-3/4} in itself; in
    // "I cannot say." it is not, which was unparsed and is wrong now.
    long unparsed = count("scores", "unparsed");
    assertThat(unparsed).isPositive();

    JobRun grade = grade("--grader", "regex");

    JsonNode changes = json("changes-v2.json");
    assertThat(changes.at("/counts/unparsed -> wrong").asLong()).isEqualTo(unparsed);
    assertThat(changes.path("changes")).hasSize(changed());
    JsonNode first = changes.at("/changes/0");
    assertThat(first.at("/before/outcome").asText())
        .isNotEqualTo(first.at("/after/outcome").asText());
    assertThat(first.at("/before/explanation").asText()).isNotEmpty();
    assertThat(first.at("/after/explanation").asText()).contains("matches");
    assertThat(first.path("target").asText()).isNotEmpty();
    assertThat(changes.at("/before/grader").asText()).isEqualTo("boxed");
    assertThat(changes.at("/after/grader").asText()).isEqualTo("regex");
    assertThat(grade.out())
        .contains("scores     scores/ (boxed 1) -> scores-v2/ (regex 1 standard)")
        .contains("changed    " + changed() + " of 160 verdicts: ")
        .contains(unparsed + " unparsed -> wrong")
        .contains(first.path("problem_id").asText())
        .containsPattern("speed      [0-9,]+ rows/s \\(160 rows in ");
  }

  @Test
  void theSameGraderChangesNothing() throws IOException {
    JsonNode before = json("metrics.json");

    JobRun grade = grade();

    assertThat(grade.out()).contains("changed    0 of 160 verdicts\n").contains("(boxed 1)");
    assertThat(json("metrics.json")).isEqualTo(before);
    assertThat(json("changes-v2.json").path("changes")).isEmpty();
    assertThat(rows("traces", TraceRow.class)).hasSize((int) count("scores", "correct"));
  }

  @Test
  void whatFollowsFromScoresFollowsTheNewOnes() throws IOException {
    // No completion is its target word for word: all that stopped with an answer are wrong.
    JobRun grade = grade("--grader", "exact", "--preset", "strict");

    assertThat(grade.exitCode()).as(grade.err()).isZero();
    assertThat(json("metrics.json").at("/all/pass_at_1").asDouble()).isZero();
    assertThat(json("metrics-v2.json")).isEqualTo(json("metrics.json"));
    assertThat(json("metrics-v1.json").at("/all/pass_at_1").asDouble()).isPositive();
    assertThat(json("metrics.json").path("generation"))
        .isEqualTo(json("metrics-v1.json").path("generation"));
    assertThat(rows("traces", TraceRow.class)).isEmpty();
    assertThat(Files.readString(run.resolve("report/index.html")))
        .contains("graded by exact 1 strict")
        .contains("pass@1 0.0 %");
    JobRun report =
        JobRun.of(
            new ReportJob(),
            "--runs=" + run,
            "--baseline=" + run,
            "--out=" + folder.resolve("out"));
    assertThat(report.out()).contains("pass@1 0.0 % -> 0.0 %");
  }

  @Test
  void runsGradedByDifferentGradersAreNotComparable() throws IOException {
    Path other = folder.resolve("other");
    copy(run, other);
    grade("--grader", "exact");

    JobRun report =
        JobRun.of(
            new ReportJob(),
            "--runs=" + run,
            "--baseline=" + other,
            "--out=" + folder.resolve("out"));

    assertThat(report.exitCode()).isEqualTo(2);
    assertThat(report.err())
        .contains("in grader.name: boxed and exact; grader.version: 1 and 1 squad; --force");
  }

  @Test
  void gradedOnceMoreItIsComparedWithTheCurrentVersionByTheSameGrader() throws IOException {
    grade("--grader", "exact", "--preset", "strict");

    JobRun again = grade();

    assertThat(again.out())
        .contains("scores-v2/ (exact 1 strict) -> scores-v3/ (exact 1 strict)")
        .contains("changed    0 of 160 verdicts\n");
    assertThat(json("scores.json").path("versions")).hasSize(3);
  }

  @Test
  void aSweepStartedAgainMakesItsOwnGradingTheCurrentOne() throws IOException {
    JsonNode own = json("metrics.json");
    grade("--grader", "exact");

    sweepAgain();

    assertThat(json("scores.json").path("current_version").asInt()).isEqualTo(1);
    assertThat(json("scores.json").path("versions")).hasSize(2);
    assertThat(json("metrics.json")).isEqualTo(own);
    assertThat(scores("scores-v2")).hasSize(160);
  }

  @Test
  void whatCannotBeDoneIsNamedBeforeAnythingIsWritten() throws IOException {
    assertThat(grade("--grader", "maths").err())
        .contains("grader 'maths' is unknown; known graders: boxed, ");
    assertThat(grade("--grader", "exact", "--preset", "x").err())
        .contains("preset 'x' of grader 'exact' is unknown; known presets: drop, squad, strict");
    assertThat(grade("--grader", "ifeval").err())
        .contains("grader 'ifeval' needs instructions, which the problems of a run do not have");
    JobRun json = grade("--grader", "json");
    assertThat(json.exitCode()).isEqualTo(2);
    assertThat(json.err()).contains(": target must be JSON");
    JobRun none = JobRun.of(new RetortCommand(), "grade", "--run=" + folder.resolve("none"));
    assertThat(none.err()).contains("none must be the directory of a run, but holds no run.json");
    assertThat(run.resolve("scores.json")).doesNotExist();
    assertThat(run.resolve("scores-v2")).doesNotExist();
  }

  @Test
  void aFileAndARunAreNotGradedAtOnce() {
    JobRun both =
        JobRun.of(new RetortCommand(), "grade", "--run=" + run, "--in=a.jsonl", "--out=b.jsonl");
    JobRun neither = JobRun.of(new RetortCommand(), "grade");
    JobRun half = JobRun.of(new RetortCommand(), "grade", "--in=a.jsonl");

    assertThat(both.exitCode()).isEqualTo(2);
    assertThat(both.err()).contains("--run=DIR").contains("mutually exclusive");
    assertThat(neither.exitCode()).isEqualTo(2);
    assertThat(neither.err()).contains("--in=FILE").contains("--run=DIR");
    assertThat(half.exitCode()).isEqualTo(2);
    assertThat(half.err()).contains("--out=FILE");
  }

  private JobRun grade(String... more) {
    List<String> arguments = new ArrayList<>(List.of("--run=" + run));
    arguments.addAll(List.of(more));
    return JobRun.of(new GradeJob(JobRun.environment(MODELS)), arguments.toArray(String[]::new));
  }

  private JobRun sweepAgain() throws IOException {
    Files.createDirectories(folder.resolve("model"));
    return JobRun.of(
        new SweepJob(JobRun.environment(MODELS)),
        "--run=" + run,
        "--set=model.path=" + folder.resolve("model"),
        "--set=benchmark.name=steps-smoke",
        "--set=sampling.rollouts=4");
  }

  private int changed() throws IOException {
    List<ScoreRow> before = scores("scores");
    List<ScoreRow> after = scores("scores-v2");
    int changed = 0;
    for (int i = 0; i < before.size(); i++) {
      changed += before.get(i).outcome().equals(after.get(i).outcome()) ? 0 : 1;
    }
    return changed;
  }

  private long count(String table, String outcome) throws IOException {
    return scores(table).stream().filter(row -> row.outcome().equals(outcome)).count();
  }

  private List<ScoreRow> scores(String table) throws IOException {
    return rows(table, ScoreRow.class);
  }

  private <T extends Record> List<T> rows(String table, Class<T> type) throws IOException {
    return new TableReader(
            new org.apache.hadoop.fs.Path(run.resolve(table).toString()), new Configuration(false))
        .readAll(type);
  }

  private JsonNode json(String name) throws IOException {
    return new ObjectMapper().readTree(run.resolve(name).toFile());
  }

  private Map<String, byte[]> files(String table) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> list = Files.list(run.resolve(table))) {
      for (Path file : list.toList()) {
        files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> walk = Files.walk(from)) {
      for (Path path : walk.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }
}
