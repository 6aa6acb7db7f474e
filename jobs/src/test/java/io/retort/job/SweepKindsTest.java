package io.retort.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.retort.benchmark.Benchmark;
import io.retort.benchmark.Benchmarks;
import io.retort.job.run.RunDirectory;
import io.retort.job.score.GroupMetrics;
import io.retort.job.score.RunMetrics;
import io.retort.job.table.ProblemRow;
import io.retort.job.table.ScoreRow;
import io.retort.job.table.Table;
import io.retort.job.table.TableReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps over problems of every kind: each is judged by the grader of its protocol. */
class SweepKindsTest {

  private static final Configuration HADOOP = new Configuration(false);

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void prepare() throws IOException {
    file = folder.resolve("mine.jsonl");
    Files.createDirectories(folder.resolve("model"));
  }

  @Test
  void choicesAreJudgedByTheirLetter() throws IOException {
    write("{'id':'a','question':'q','choices':['x','y'],'target':'B'}");

    JobRun sweep = sweep();

    assertThat(sweep.err()).doesNotContain("nothing was run");
    assertThat(scores()).extracting(ScoreRow::outcome).containsExactly("correct");
    assertThat(scores()).extracting(ScoreRow::grader).containsExactly("choice");
  }

  @Test
  void theProtocolNamesTheGraderAndItsPreset() throws IOException {
    write("{'id':'a','question':'q','target':'\\\\frac{1}{2}'}");

    sweep("--set=benchmark.protocol=r1-paper");

    assertThat(scores()).extracting(ScoreRow::outcome).containsExactly("correct");
    assertThat(directory().manifest().orElseThrow().protocol())
        .containsEntry("grader.name", "math")
        .containsEntry("grader.preset", "r1");
  }

  @Test
  void instructionsAreJudgedByTheirMetadata() throws IOException {
    String metadata = "'metadata':{'instructions':['punctuation:no_comma'],'kwargs':[{}]}";
    write("{'id':'a','kind':'instructions','question':'No commas.'," + metadata + "}");

    sweep();

    assertThat(scores())
        .extracting(ScoreRow::outcome, ScoreRow::explanation)
        .containsExactly(tuple("correct", "strictly 1, loosely 1 of 1 instructions followed"));
  }

  @Test
  void programsAreGeneratedAndNotJudged() throws IOException {
    write("{'id':'a','kind':'code','question':'def f():','target':'  return 1'}");

    JobRun sweep = sweep();

    assertThat(sweep.exitCode()).isZero();
    assertThat(scores()).extracting(ScoreRow::outcome).containsExactly("unparsed");
    assertThat(scores())
        .extracting(ScoreRow::explanation)
        .containsExactly("not judged: this kind of problem has no grader");
  }

  @Test
  void alternativesAreRightAndPartsOfPointsAreKept() throws IOException {
    writeReading();

    JobRun sweep = answering("a", "Seahawks", "b", "Seattle team");

    assertThat(sweep.exitCode()).as(sweep.err()).isZero();
    assertThat(scores())
        .extracting(ScoreRow::problemId, ScoreRow::outcome, ScoreRow::extracted, ScoreRow::points)
        .containsExactlyInAnyOrder(
            tuple("a", "correct", "Seahawks", 1.0),
            tuple("b", "wrong", "Seattle team", 0.5)); // one word of two and one of two
    assertThat(new TableReader(directory().table(Table.PROBLEMS), HADOOP).readAll(ProblemRow.class))
        .filteredOn(problem -> problem.problemId().equals("a"))
        .extracting(ProblemRow::target, ProblemRow::alternatives)
        .containsExactly(tuple("Seattle Seahawks", List.of("Seahawks", "the team of Seattle")));
    RunMetrics metrics = directory().readJson("metrics.json", RunMetrics.class);
    assertThat(metrics.points()).isEqualTo("F1");
    assertThat(metrics.all().passAtOne()).isEqualTo(0.5);
    // of 1 and 1/2: sd sqrt(1/8), over sqrt(2)
    assertThat(metrics.all().points()).isEqualTo(new GroupMetrics.Points(0.75, 0.25));
    assertThat(metrics.bySubject()).containsEntry("nfl", metrics.all());
  }

  @Test
  void pointsStandBesidePassAtOneInTablesAndPage() throws IOException {
    writeReading();

    JobRun sweep = answering("a", "Seahawks", "b", "Seattle team");

    assertThat(sweep.out())
        .containsPattern("problems +pass@1 +± SE +F1 +± SE +tokens\n")
        .containsPattern("all +2 +50.0 % +50.0 % +75.0 % +25.0 % +")
        .containsPattern("pass@1 +± SE +F1 +truncated");
    assertThat(Files.readString(folder.resolve("run/report/index.html")))
        .contains("pass@1 50.0 %, F1 75.0 %</h1>")
        .contains("<tr><td>F1</td><td>75.0 %</td><td>25.0 %</td>")
        .contains("<th>95 %</th><th>F1</th><th>± SE</th><th>truncated</th>")
        .contains("Wilson's score interval, for pass@1 and F1 with")
        .contains("target: Seattle Seahawks;");
  }

  @Test
  void aRunIsGradedAgainByItsAlternatives() throws IOException {
    writeReading();
    answering("a", "Seahawks", "b", "Seattle team");

    JobRun exact = JobRun.of(new GradeJob(environment()), grade("exact", "drop"));
    JobRun squad = JobRun.of(new GradeJob(environment()), grade("f1", "simple-evals"));

    assertThat(exact.exitCode()).as(exact.err()).isZero();
    // The whole completion is no answer, for exact match.
    assertThat(exact.out()).contains("pass@1     50.0 % -> 0.0 %").doesNotContain("F1  ");
    assertThat(squad.out())
        .contains("pass@1     0.0 % -> 50.0 %")
        .contains("F1         75.0 %\n")
        .contains("changed    1 of 2 verdicts: 1 wrong -> correct");
  }

  @Test
  void alternativesArePartOfTheProtocol() throws IOException {
    writeReading();
    answering("a", "x", "b", "x");

    assertThat(directory().manifest().orElseThrow().protocol())
        .containsEntry("grader.name", "f1")
        .containsEntry("grader.version", "1 simple-evals")
        .containsEntry("grader.alternatives", "best");
  }

  @Test
  void anAlternativeThatCannotBeGradedAgainstIsNamed() throws IOException {
    write("{'id':'a','kind':'reading','question':'q','target':'x','alternatives':['the']}");

    JobRun sweep = sweep();

    assertThat(sweep.exitCode()).isEqualTo(2);
    assertThat(sweep.err()).contains("benchmark 'mine', problem 'a': target").contains("'the'");
  }

  @Test
  void theSampleOfDropIsSweptWhereItLies() throws IOException {
    Path published =
        Path.of(System.getProperty("retort.root", ".."))
            .resolve("../shared/benchmarks/drop/drop_fixture.json");
    assumeTrue(Files.exists(published), published + " does not lie beside the project");
    JobRun imported =
        JobRun.of(new ImportCommand(), "drop", "--from=" + published, "--out=" + file);
    assertThat(imported.exitCode()).as(imported.err()).isZero();
    Benchmark drop = Benchmarks.open("canonical", Optional.of(file));

    JobRun sweep =
        answering(
            drop.problems().stream()
                .flatMap(problem -> Stream.of(problem.id(), "the " + problem.target()))
                .toArray(String[]::new));

    assertThat(sweep.exitCode()).as(sweep.err()).isZero();
    RunMetrics metrics = directory().readJson("metrics.json", RunMetrics.class);
    assertThat(metrics.all().problems()).isEqualTo(19);
    assertThat(metrics.all().points()).isEqualTo(new GroupMetrics.Points(1, 0.0));
  }

  @Test
  void solvedExamplesArePartOfThePromptAndOfTheProtocol() throws IOException {
    write("{'id':'a','question':'9+9?','target':'18'}");
    Path shots =
        Files.writeString(
            folder.resolve("shots.jsonl"),
            "{'id':'1','question':'1+1?','target':'2','solution':'Two.'}\n".replace('\'', '"'));
    FakeModels models = new FakeModels("fake", Map.of("a", "18"), 100, Integer.MAX_VALUE);

    JobRun sweep =
        sweep(
            models,
            "--set=benchmark.protocol=lm-eval-cot",
            "--set=benchmark.few_shots=1",
            "--set=benchmark.few_shot_file=" + shots,
            "--set=sampling.stop=['it''s', \"\\n\"]");

    assertThat(sweep.exitCode()).as(sweep.err()).isZero();
    assertThat(new TableReader(directory().table(Table.PROBLEMS), HADOOP).readAll(ProblemRow.class))
        .extracting(problem -> problem.messages().get(0).content())
        .containsExactly("Problem:\n1+1?\n\nSolution: Two.\n\nProblem:\n9+9?\n\nSolution:");
    assertThat(directory().manifest().orElseThrow().protocol())
        .containsEntry("prompt.few_shots", "1")
        .containsEntry("sampling.stop", "'it's', '\\n'")
        .containsEntry("sampling.temperature", "0.0")
        .hasEntrySatisfying("prompt.few_shots_sha256", sha256 -> assertThat(sha256).hasSize(64));
  }

  @Test
  void withoutExamplesAndStopsTheProtocolIsWhatItWas() throws IOException {
    write("{'id':'a','question':'q','target':'1'}");
    sweep();

    assertThat(directory().manifest().orElseThrow().protocol().keySet())
        .noneMatch(key -> key.contains("few_shot") || key.contains("stop"))
        .doesNotContain("grader.alternatives");
  }

  @Test
  void oneRunHasProblemsOfOneKind() throws IOException {
    write(
        "{'id':'a','question':'q','target':'1'}\n"
            + "{'id':'b','question':'q','choices':['x','y'],'target':'B'}");

    JobRun sweep = sweep();

    assertThat(sweep.exitCode()).isEqualTo(2);
    assertThat(sweep.err())
        .contains(
            "benchmark 'mine' must have problems of one kind to be graded by one grader, but has"
                + " math, choice");
  }

  @Test
  void instructionsWithoutTheirArgumentsAreNamed() throws IOException {
    write("{'id':'a','kind':'instructions','question':'q','metadata':{'kwargs':[]}}");

    JobRun sweep = sweep();

    assertThat(sweep.exitCode()).isEqualTo(2);
    assertThat(sweep.err())
        .contains(
            "benchmark 'mine', problem 'a': target must be instructions and their kwargs, but:"
                + " field 'instructions' must be there, but the fields are: kwargs, response");
  }

  private void write(String rows) throws IOException {
    Files.writeString(file, rows.replace('\'', '"') + "\n");
  }

  private void writeReading() throws IOException {
    String more = "'kind':'reading','context':'c','question':'q','subject':'nfl'";
    write(
        "{'id':'a',"
            + more
            + ",'target':'Seattle Seahawks','alternatives':['Seahawks','the team of Seattle']}\n"
            + "{'id':'b',"
            + more
            + ",'target':'Seattle Seahawks'}");
  }

  /** Sweeps by a protocol that wants an "Answer: " line; ids and what is answered, in turn. */
  private JobRun answering(String... answers) {
    Map<String, String> lines = new HashMap<>();
    for (int i = 0; i < answers.length; i += 2) {
      lines.put(answers[i], "}\nAnswer: " + answers[i + 1] + "\n");
    }
    FakeModels models = new FakeModels("fake", lines, 100, Integer.MAX_VALUE);
    return sweep(models, "--set=benchmark.protocol=simple-evals");
  }

  private String[] grade(String grader, String preset) {
    return new String[] {
      "--run=" + folder.resolve("run"), "--grader=" + grader, "--preset=" + preset
    };
  }

  private static JobEnvironment environment() {
    return JobRun.environment(new FakeModels("fake", Map.of(), 100, 0));
  }

  private JobRun sweep(String... more) {
    Benchmark benchmark = Benchmarks.open("canonical", Optional.of(file));
    return sweep(
        FakeModels.knowing(benchmark, 100), more.length == 0 ? "--set=sampling.seed=7" : more[0]);
  }

  private JobRun sweep(FakeModels models, String... more) {
    List<String> arguments = new ArrayList<>();
    Collections.addAll(
        arguments,
        "--run=" + folder.resolve("run"),
        "--set=model.path=" + folder.resolve("model"),
        "--set=benchmark.name=canonical",
        "--set=benchmark.file=" + file,
        "--set=sampling.rollouts=1",
        "--set=spark.master=local[1]");
    Collections.addAll(arguments, more);
    return JobRun.of(new SweepJob(JobRun.environment(models)), arguments.toArray(String[]::new));
  }

  private List<ScoreRow> scores() throws IOException {
    return new TableReader(directory().table(Table.SCORES), HADOOP).readAll(ScoreRow.class);
  }

  private RunDirectory directory() {
    return RunDirectory.at(folder.resolve("run").toString(), new Configuration(false));
  }
}
