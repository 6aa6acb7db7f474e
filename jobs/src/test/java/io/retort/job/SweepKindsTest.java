package io.retort.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.retort.benchmark.Benchmark;
import io.retort.benchmark.Benchmarks;
import io.retort.job.run.RunDirectory;
import io.retort.job.table.ScoreRow;
import io.retort.job.table.Table;
import io.retort.job.table.TableReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps over problems of every kind: each is judged by the grader of its protocol. */
class SweepKindsTest {

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

  private JobRun sweep(String... more) {
    Benchmark benchmark = Benchmarks.open("canonical", Optional.of(file));
    String[] arguments = {
      "--run=" + folder.resolve("run"),
      "--set=model.path=" + folder.resolve("model"),
      "--set=benchmark.name=canonical",
      "--set=benchmark.file=" + file,
      "--set=sampling.rollouts=1",
      "--set=spark.master=local[1]",
      more.length == 0 ? "--set=sampling.seed=7" : more[0]
    };
    FakeModels models = FakeModels.knowing(benchmark, 100);
    return JobRun.of(new SweepJob(JobRun.environment(models)), arguments);
  }

  private List<ScoreRow> scores() throws IOException {
    return new TableReader(directory().table(Table.SCORES), new Configuration(false))
        .readAll(ScoreRow.class);
  }

  private RunDirectory directory() {
    return RunDirectory.at(folder.resolve("run").toString(), new Configuration(false));
  }
}
