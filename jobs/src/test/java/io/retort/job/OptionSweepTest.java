package io.retort.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.retort.job.generation.Checkpoints;
import io.retort.job.generation.ModelSource;
import io.retort.job.table.CompletionRow;
import io.retort.job.table.ScoreRow;
import io.retort.job.table.Table;
import io.retort.job.table.TableReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps that score the options of a multiple choice in place of generating an answer. */
class OptionSweepTest {

  private static final FakeModels FAKE =
      new FakeModels("fake", Map.of("a", "B", "b", "B"), 100, Integer.MAX_VALUE);

  @TempDir private Path folder;
  private Path file;
  private Path model;

  @BeforeEach
  void write() throws IOException {
    file =
        Files.writeString(
            folder.resolve("mine.jsonl"),
            """
            {"id":"a","question":"What is 3 + 4?","choices":["5","7","6"],"target":"B"}
            {"id":"b","question":"What is 1 + 1?","choices":["2","4"],"target":"A"}
            """);
    model = Files.createDirectory(folder.resolve("model"));
    FakeModels.MADE.set(0);
  }

  @Test
  void theMostProbableLetterIsTheAnswerAndNothingIsGenerated() throws IOException {
    JobRun sweep = sweep(FAKE);

    assertThat(sweep.exitCode()).as(sweep.err()).isZero();
    assertThat(FakeModels.MADE).hasValue(0);
    assertThat(rows("run", Table.SCORES, ScoreRow.class))
        .extracting(ScoreRow::problemId, ScoreRow::outcome, ScoreRow::extracted)
        .containsExactlyInAnyOrder(tuple("a", "correct", "B"), tuple("b", "wrong", "B"));
    CompletionRow row =
        rows("run", Table.COMPLETIONS, CompletionRow.class).stream()
            .filter(completion -> completion.problemId().equals("b"))
            .findFirst()
            .orElseThrow();
    // A space at -1 and the letter, of which the fake likes B
    assertThat(row.completionText()).isEqualTo("A -2.0\nB -1.25\n</think>\n\nB");
    assertThat(row.sumLogprob()).isEqualTo(-1.25);
    assertThat(row.completionTokens()).isEqualTo(1);
    assertThat(row.promptTokens()).isEqualTo("What is 1 + 1?\nA. 2\nB. 4\nAnswer:".length());
    assertThat(row.promptSha256()).hasSize(64);
  }

  @Test
  void aProblemThatCannotBeScoredIsAnErrorBesideTheOthers() throws IOException {
    Files.writeString(file, Files.readString(file).replace("What is 3", "Oh! What is 3"));

    JobRun sweep = sweep(FAKE);

    assertThat(sweep.exitCode()).as(sweep.err()).isZero();
    assertThat(rows("run", Table.SCORES, ScoreRow.class))
        .extracting(ScoreRow::problemId, ScoreRow::outcome, ScoreRow::explanation)
        .contains(tuple("a", "engine_error", "not scored: the fake fears exclamation marks"))
        .hasSize(2);
  }

  @Test
  void oneSweepAnswersByTextAndByProbability() throws IOException {
    JobRun sweep =
        sweep(
            FAKE,
            "--set=sweep.benchmarks=[{name: canonical, file: "
                + file
                + ", protocol: lm-eval-likelihood, label: by-probability}, {name: canonical, file: "
                + file
                + ", protocol: simple-evals, label: by-text}]");

    assertThat(sweep.exitCode()).as(sweep.err()).isZero();
    assertThat(sweep.out())
        .containsPattern("by-probability +model +default +2 +1 +50.0 %")
        .containsPattern("by-text +model +default +2 +1 +50.0 %");
    assertThat(FakeModels.MADE).hasValue(2);
  }

  @Test
  void itIsResumedLikeAnyOther() throws IOException {
    sweep(FAKE);
    List<CompletionRow> first = rows("run", Table.COMPLETIONS, CompletionRow.class);

    JobRun again = sweep(FAKE);

    assertThat(again.exitCode()).isZero();
    assertThat(rows("run", Table.COMPLETIONS, CompletionRow.class)).isEqualTo(first);
  }

  @Test
  void severalRolloutsAndQuestionsWithoutOptionsAreRefused() throws IOException {
    JobRun four = sweep(FAKE, "--set=sampling.rollouts=4", "--set=sampling.temperature=0.6");
    Files.writeString(file, "{\"id\":\"m\",\"question\":\"q\",\"target\":\"7\"}\n");
    JobRun math = sweep(FAKE);

    assertThat(four.exitCode()).isEqualTo(2);
    assertThat(four.err())
        .contains(
            "sampling.rollouts must be 1 where protocol 'lm-eval-likelihood' scores the options,"
                + " because every rollout is the same, but was 4");
    assertThat(math.err())
        .contains(
            "protocol 'lm-eval-likelihood' must have a prompt for benchmark 'mine' or the kind"
                + " 'math', but has prompts for: choice, mmlu");
  }

  @Test
  void aPlanShowsThePlainText() {
    model = RowFiles.teacher();

    JobRun plan = sweep(new Checkpoints(), "--dry-run");

    assertThat(plan.exitCode()).as(plan.err()).isZero();
    assertThat(plan.out())
        .contains("tokens     one letter each: options are scored, nothing is generated\n")
        .contains(
            "  | <｜begin▁of▁sentence｜>What is 3 + 4?\n  | A. 5\n  | B. 7\n  | C. 6\n  | Answer:");
  }

  @Test
  void theBundledModelAnswersAsTheLikelihoodCommandSays() throws IOException {
    model = RowFiles.teacher();
    List<JsonNode> expected =
        RowFiles.in(folder)
            .write(Files.readAllLines(file))
            .run("likelihood", model, "--protocol=lm-eval-likelihood", "--dtype=float32");

    JobRun sweep = sweep(new Checkpoints());

    assertThat(sweep.exitCode()).as(sweep.err()).isZero();
    List<CompletionRow> rows = rows("run", Table.COMPLETIONS, CompletionRow.class);
    assertThat(rows).hasSize(2);
    for (CompletionRow row : rows) {
      JsonNode said = expected.get(row.problemId().equals("a") ? 0 : 1);
      String chosen = said.path("chosen").asText();
      assertThat(row.completionText()).endsWith("\n\n" + chosen);
      assertThat(row.sumLogprob())
          .isCloseTo(said.path("logprobs").path(chosen).asDouble(), within(1e-5));
    }
  }

  private JobRun sweep(ModelSource models, String... more) {
    List<String> arguments = new ArrayList<>();
    Collections.addAll(
        arguments,
        "--run=" + folder.resolve("run"),
        "--set=model.path=" + model,
        "--set=benchmark.name=canonical",
        "--set=benchmark.file=" + file,
        "--set=benchmark.protocol=lm-eval-likelihood",
        "--set=sampling.rollouts=1",
        "--set=spark.master=local[1]");
    Collections.addAll(arguments, more);
    return JobRun.of(new SweepJob(JobRun.environment(models)), arguments.toArray(String[]::new));
  }

  private <T extends Record> List<T> rows(String run, Table table, Class<T> type)
      throws IOException {
    Path directory = folder.resolve(run).resolve(table.word());
    return new TableReader(
            new org.apache.hadoop.fs.Path(directory.toString()), new Configuration(false))
        .readAll(type);
  }
}
