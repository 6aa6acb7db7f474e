package io.retort.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.benchmark.Benchmarks;
import io.retort.job.generation.Checkpoints;
import io.retort.job.generation.ModelFacts;
import io.retort.job.generation.ModelSource;
import io.retort.runtime.Engine;
import io.retort.runtime.EngineOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepPlanTest {

  /** The real checkpoints, whose weights nobody may load. */
  private record Unloadable() implements ModelSource {

    private static final long serialVersionUID = 1L;

    @Override
    public ModelFacts facts(Path checkpoint) {
      return new Checkpoints().facts(checkpoint);
    }

    @Override
    public Engine load(Path checkpoint, EngineOptions options) {
      throw new IllegalStateException("a plan must load no weights");
    }
  }

  /** A model that answers, known by the teacher's facts. */
  private record Answering(FakeModels fake) implements ModelSource {

    private static final long serialVersionUID = 1L;

    @Override
    public ModelFacts facts(Path checkpoint) {
      ModelFacts teacher = new Checkpoints().facts(checkpoint);
      return new ModelFacts(
          fake.facts(checkpoint).fingerprint(),
          teacher.tokenizerSha256(),
          teacher.chatTemplateSha256());
    }

    @Override
    public Engine load(Path checkpoint, EngineOptions options) {
      return fake.load(checkpoint, options);
    }
  }

  @TempDir Path folder;
  private Path conf;
  private Path sweep;

  @BeforeEach
  void writeConfiguration() throws IOException {
    sweep = folder.resolve("sweep");
    conf =
        Files.writeString(
            folder.resolve("matrix.yaml"),
            """
            run: {dir: %s}
            spark: {master: "local[1]"}
            sampling: {max_new_tokens: 300}
            sweep:
              benchmarks:
                - {name: steps-smoke, rollouts: 8}
                - {name: steps, rollouts: 2, limit: 30}
              models: [{path: %s, label: teacher}]
              presets:
                - {label: hot, temperature: 1.0}
                - {label: greedy, temperature: 0, max_new_tokens: 100}
            """
                .formatted(sweep, RowFiles.teacher()));
  }

  @Test
  void aPlanNamesWhatWouldBeDoneAndLoadsAndWritesNothing() {
    JobRun plan = plan(new Unloadable());

    assertThat(plan.exitCode()).as(plan.err()).isZero();
    assertThat(sweep).doesNotExist();
    List<String> lines = plan.out().lines().toList();
    assertThat(lines.get(0)).isEqualTo("4 runs in " + sweep + "; nothing was loaded or written");
    // 40 problems x 8 rollouts of at most 300 tokens
    assertThat(lines.get(3).split(" {2,}"))
        .startsWith("steps-smoke", "teacher", "hot", "40", "8", "320", "0")
        .endsWith("96,000", "-", "-", "-");
    assertThat(lines.get(4).split(" {2,}"))
        .startsWith("steps-smoke", "teacher", "greedy", "40", "1", "40", "0")
        .endsWith("4,000", "-", "-", "-");
    // 320 + 40 + 60 + 30 rollouts
    assertThat(lines.get(7).split(" {2,}")).startsWith("all", "450", "0");
    assertThat(plan.out())
        .contains("tokens     sampling.max_new_tokens, the most there can be\n")
        .contains(
            "speed      unknown: nothing was generated yet and cost.tokens_per_second is not set"
                + " (retort bench measures it)\n")
        .contains("memory     teacher in float32, weights packed: files 9.7 MB (mapped), copies ");
  }

  @Test
  void aPlanSaysWhoSetWhat() throws IOException {
    JobRun plan =
        plan(
            new Unloadable(),
            "--set=benchmark.protocol=lm-eval-compat",
            "--set=sampling.stop=[\"Problem:\", \"\\n\\n\"]");

    assertThat(plan.out())
        .contains("protocol   default: few_shots 0; --set: protocol lm-eval-compat\n")
        .contains(
            "sampling   steps-smoke / teacher / hot: "
                + conf
                + ": max_new_tokens 300, rollouts 8, temperature 1.0; default: min_p 0.0,"
                + " repetition_penalty 1.0, seed 20260101, top_k 0, top_p 0.95; --set: stop"
                + " 'Problem:' '\\n\\n'\n");
  }

  @Test
  void whatTheProtocolRecommendsIsMarkedAsItsOwn() throws IOException {
    JsonNode settings =
        json(new Unloadable(), "--set=benchmark.protocol=simple-evals").at("/runs/2/settings");

    assertThat(settings.findValuesAsText("key")).contains("sampling.top_p", "sampling.rollouts");
    assertThat(settings)
        .anySatisfy(
            setting ->
                assertThat(setting.toString())
                    .isEqualTo(
                        "{\"key\":\"sampling.top_p\",\"value\":1.0,\"origin\":\"protocol"
                            + " simple-evals\"}"));
  }

  @Test
  void solvedExamplesAreCheckedAndShownBeforeAnythingIsLoaded() throws IOException {
    Path shots =
        Files.writeString(
            folder.resolve("shots.jsonl"),
            "{\"id\":\"1\",\"question\":\"1+1?\",\"target\":\"2\",\"solution\":\"Two.\"}\n");

    JobRun missing =
        plan(
            new Unloadable(),
            "--set=benchmark.protocol=lm-eval-compat",
            "--set=benchmark.few_shots=1");
    JobRun plan =
        plan(
            new Unloadable(),
            "--set=benchmark.protocol=lm-eval-compat",
            "--set=benchmark.few_shots=1",
            "--set=benchmark.few_shot_file=" + shots);

    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.err())
        .contains(
            "benchmark.few_shot_file must name a file of solved examples, since protocol"
                + " 'lm-eval-compat' asks 'steps-smoke' after 1 (MATH's training split), but none was"
                + " given; benchmark.few_shots=0 asks without");
    assertThat(plan.out())
        .contains(
            "protocol   --set: few_shot_file " + shots + ", few_shots 1, protocol lm-eval-compat\n")
        .contains("<｜User｜>Problem: 1+1?\n  | Answer: Two.\n  | \n  | Problem: ");
  }

  @Test
  void onePromptOfEachBenchmarkIsShownAsTheModelWillSeeIt() throws IOException {
    JobRun plan = plan(new Unloadable());
    JsonNode prompts = json(new Unloadable()).path("prompts");

    String question =
        Benchmarks.open("steps-smoke", Optional.empty())
            .problems()
            .get(0)
            .messages()
            .get(0)
            .content();
    JsonNode prompt = prompts.get(0);
    assertThat(prompts).hasSize(2);
    assertThat(prompt.path("benchmark").asText()).isEqualTo("steps-smoke");
    // R1's template: begin of sequence, user turn, assistant turn with the forced <think>
    assertThat(prompt.path("text").asText())
        .isEqualTo("<｜begin▁of▁sentence｜><｜User｜>" + question + "<｜Assistant｜><think>\n");
    assertThat(prompt.path("tokens").asInt()).isEqualTo(prompt.path("token_ids").size());
    assertThat(plan.out())
        .contains(
            "steps-smoke for teacher, problem '"
                + prompt.path("problem_id").asText()
                + "', "
                + prompt.path("tokens").asText()
                + " tokens:\n  | <｜begin▁of▁sentence｜><｜User｜>");
  }

  @Test
  void lengthSpeedAndPriceThatAreSetGiveTimeAndDollars() throws IOException {
    JsonNode runs =
        json(
                new Unloadable(),
                "--set=cost.completion_tokens=150",
                "--set=cost.tokens_per_second=1000",
                "--set=cost.price_per_hour=36")
            .path("runs");

    JsonNode hot = runs.get(0);
    assertThat(hot.path("completion_tokens").asLong()).isEqualTo(320 * 150);
    assertThat(hot.path("tokens_basis").asText()).isEqualTo("cost.completion_tokens");
    assertThat(hot.path("speed_basis").asText()).isEqualTo("cost.tokens_per_second");
    assertThat(hot.path("device_hours").asDouble()).isCloseTo(48 / 3600.0, within(1e-9));
    assertThat(hot.path("dollars").asDouble()).isCloseTo(0.48, within(1e-9));
    // cut at this preset's own max_new_tokens
    assertThat(runs.get(1).path("completion_tokens").asLong()).isEqualTo(40 * 100);
  }

  @Test
  void memoryIsPlannedForTheLongestPromptAndCompletion() throws IOException {
    JsonNode memory = json(new Unloadable()).path("models");

    assertThat(memory).hasSize(1);
    int positions = memory.get(0).path("positions").asInt();
    assertThat(positions).isBetween(301, 300 + 200);
    int blocks = (positions + 63) / 64;
    // 4 layers of 64 + 16 fp32 values, positions in blocks of 64, engine.batch sequences
    assertThat(memory.get(0).path("cache_bytes").asLong())
        .isEqualTo(4L * 80 * 4 * 64 * blocks * 128);
  }

  @Test
  void whatLiesInTheJournalIsCountedAndEstimatesTheRest() throws IOException {
    FakeModels.MADE.set(0);
    FakeModels fake = FakeModels.knowing(Benchmarks.open("steps-smoke", Optional.empty()), 100);
    ModelSource answering = new Answering(fake);
    JobRun crashed =
        JobRun.of(
            new SweepJob(JobRun.environment(new Answering(fake.dyingAfter(200)))), conf.toString());
    assertThat(crashed.exitCode()).isEqualTo(3);

    JsonNode runs = json(answering).path("runs");
    JobRun text = plan(answering);

    assertThat(runs.get(0).path("journaled").asLong()).isEqualTo(200);
    assertThat(runs.get(0).path("tokens_basis").asText())
        .isEqualTo("the mean of the run's own completions so far");
    // "so\n</think>\n\n\boxed{...}" in characters, which are the fake's tokens
    assertThat(runs.get(0).path("completion_tokens").asLong()).isBetween(120 * 21L, 120 * 45L);
    assertThat(runs.get(0).path("speed_basis").asText()).isEqualTo("measured in the run so far");
    assertThat(runs.get(1).path("tokens_basis").asText())
        .isEqualTo("the mean of the same model's completions of the same benchmark in this sweep");
    assertThat(runs.get(1).path("speed_basis").asText())
        .isEqualTo("measured in other runs of the model in this sweep");
    assertThat(runs.get(2).path("tokens_basis").asText())
        .isEqualTo("sampling.max_new_tokens, the most there can be");
    assertThat(text.out())
        .contains(
            "tokens     steps / teacher / hot, steps / teacher / greedy: sampling.max_new_tokens,"
                + " the most there can be\n");
  }

  @Test
  void aSingleRunHasAPlanToo() {
    JobRun plan =
        JobRun.of(
            new SweepJob(JobRun.environment(new Unloadable())),
            "--dry-run",
            "--limit=5",
            "--run=" + sweep,
            "--set=model.path=" + RowFiles.teacher());

    assertThat(plan.exitCode()).as(plan.err()).isZero();
    assertThat(plan.out()).startsWith("1 run in " + sweep).contains("steps for retort-teacher");
    assertThat(sweep).doesNotExist();
  }

  @Test
  void whatIsWrongIsFoundByAPlanToo() {
    JobRun plan = plan(new Unloadable(), "--set=sampling.top_p=7", "--set=model.pth=x");

    assertThat(plan.exitCode()).isEqualTo(2);
    assertThat(plan.err())
        .contains("--set: sampling.top_p must be in (0, 1], but was 7")
        .contains("--set: key 'model.pth' is unknown; the nearest known key is 'model.path'");
  }

  private JobRun plan(ModelSource models, String... more) {
    List<String> arguments = new ArrayList<>(List.of(conf.toString(), "--dry-run"));
    arguments.addAll(List.of(more));
    return JobRun.of(new SweepJob(JobRun.environment(models)), arguments.toArray(new String[0]));
  }

  private JsonNode json(ModelSource models, String... more) throws IOException {
    List<String> options = new ArrayList<>(List.of("--json"));
    options.addAll(List.of(more));
    JobRun plan = plan(models, options.toArray(new String[0]));
    assertThat(plan.exitCode()).as(plan.err()).isZero();
    return new ObjectMapper().readTree(plan.out());
  }
}
