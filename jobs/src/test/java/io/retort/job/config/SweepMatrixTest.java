package io.retort.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.runtime.SamplingParams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepMatrixTest {

  @TempDir Path folder;

  @Test
  void withoutListsASweepIsOneRunInItsOwnDirectory() {
    SweepMatrix matrix = SweepMatrix.read(Settings.load(Optional.empty(), List.of()));

    assertThat(matrix.isMatrix()).isFalse();
    assertThat(matrix.combinations()).hasSize(1);
    Combination only = matrix.combinations().get(0);
    assertThat(only.name()).isEqualTo("steps / bundled / default");
    assertThat(only.config())
        .isEqualTo(SweepConfig.read(Settings.load(Optional.empty(), List.of())));
    assertThat(only.settings()).containsKey("sampling.seed").doesNotContainKey("sweep.models");
  }

  @Test
  void everyEntryMeetsEveryEntryOfTheOthersAndModelsStayTogether() throws IOException {
    SweepMatrix matrix =
        read(
            """
            run: {dir: here}
            engine: {batch: 16}
            sweep:
              benchmarks:
                - {name: steps, rollouts: 2}
                - {name: jsonl, file: a/olympiad.v2.jsonl, limit: 7}
              models:
                - {path: /models/R1/, dtype: bfloat16}
                - {path: org/small@main, batch: 8}
              presets:
                - {label: hot, temperature: 1.0}
                - {label: greedy, temperature: 0, max_new_tokens: 64}
            """);

    assertThat(matrix.isMatrix()).isTrue();
    assertThat(matrix.combinations())
        .extracting(combination -> combination.config().runDir())
        .containsExactly(
            "here/steps/R1/hot",
            "here/steps/R1/greedy",
            "here/olympiad.v2/R1/hot",
            "here/olympiad.v2/R1/greedy",
            "here/steps/small-main/hot",
            "here/steps/small-main/greedy",
            "here/olympiad.v2/small-main/hot",
            "here/olympiad.v2/small-main/greedy");
    Combination hot = matrix.combinations().get(0);
    assertThat(hot.config().generation().rollouts()).isEqualTo(2);
    assertThat(hot.config().generation().engine().dtype()).isEqualTo("bfloat16");
    assertThat(hot.config().generation().engine().batchSize()).isEqualTo(16);
    assertThat(hot.config().generation().sampling().temperature()).isEqualTo(1.0);
    assertThat(hot.config().generation().sampling().topP()).isEqualTo(0.95); // as around the list
    Combination greedy = matrix.combinations().get(7);
    assertThat(greedy.config().benchmark())
        .isEqualTo(new BenchmarkConfig("jsonl", "a/olympiad.v2.jsonl", "default", 0, "", 7));
    assertThat(greedy.config().generation().engine().batchSize()).isEqualTo(8);
    assertThat(greedy.config().generation().rollouts()).isEqualTo(1);
    assertThat(greedy.config().generation().sampling().maxNewTokens()).isEqualTo(64);
    assertThat(greedy.settings())
        .containsEntry("run.dir", "here/olympiad.v2/small-main/greedy")
        .containsEntry("sampling.rollouts", 1);
  }

  @Test
  void aListThatIsLeftOutIsTheSettingsAroundIt() throws IOException {
    SweepMatrix matrix = read("sweep: {benchmarks: [{name: steps}, {name: steps-smoke}]}\n");

    assertThat(matrix.combinations())
        .extracting(combination -> combination.config().runDir())
        .containsExactly(
            "runs/sweep/steps/bundled/default", "runs/sweep/steps-smoke/bundled/default");
  }

  @Test
  void whatAProtocolRecommendsStandsInThePlaceOfDefaultsOnly() throws IOException {
    SweepMatrix matrix =
        read(
            """
            sampling: {top_p: 0.9}
            sweep:
              benchmarks:
                - {name: canonical, file: a/aime24.jsonl, protocol: r1-paper, label: a}
                - {name: canonical, file: a/aime25.jsonl, protocol: r1-paper, rollouts: 2, label: b}
                - {name: gsm8k}
                - {name: steps}
              presets: [{label: hot, temperature: 1.0}, {label: as_published}]
            """);

    Combination hot = matrix.combinations().get(0);
    assertThat(hot.config().generation().sampling())
        .isEqualTo(new SamplingParams(1.0, 0.9, 32_768, 20260101));
    assertThat(hot.config().generation().rollouts()).isEqualTo(64);
    assertThat(hot.origins())
        .containsEntry("sampling.temperature", file().toString())
        .containsEntry("sampling.top_p", file().toString())
        .containsEntry("sampling.max_new_tokens", "protocol r1-paper")
        .containsEntry("sampling.rollouts", "protocol r1-paper")
        .containsEntry("sampling.min_p", "reference.yaml");
    Combination published = matrix.combinations().get(3);
    assertThat(published.config().generation().sampling().temperature()).isEqualTo(0.6);
    assertThat(published.config().generation().rollouts()).isEqualTo(2);
    assertThat(published.origins())
        .containsEntry("sampling.temperature", "protocol r1-paper")
        .containsEntry("sampling.rollouts", file().toString());
    // gsm8k is asked as in R1's paper; nobody recommends anything for the bundled benchmark
    assertThat(matrix.combinations().get(5).config().generation().sampling().maxNewTokens())
        .isEqualTo(32_768);
    assertThat(matrix.combinations().get(7).config().generation().sampling().maxNewTokens())
        .isEqualTo(320);
  }

  @Test
  void theHarnessIsGreedyWithItsOwnStopStrings() throws IOException {
    Combination gsm8k =
        read("benchmark: {name: gsm8k, protocol: lm-eval-compat}\n").combinations().get(0);

    assertThat(gsm8k.config().generation().sampling())
        .isEqualTo(
            new SamplingParams(0, 0.95, 320, 20260101)
                .withAnswerStops(List.of("Question:", "</s>", "<|im_end|>")));
    assertThat(gsm8k.config().generation().rollouts()).isEqualTo(1);
    assertThat(gsm8k.config().benchmark().fewShots()).isEqualTo(5);
  }

  @Test
  void stopStringsCanBeSetAsAWholeAndForAPreset() {
    SettingsReader settings =
        Settings.load(
            Optional.empty(),
            List.of(
                "sampling.stop=[\"\\n\", END]",
                "sweep.presets=[{label: a, stop: [x]}, {label: b}]"));

    SweepMatrix matrix = SweepMatrix.read(settings);

    assertThat(settings.problems()).isEmpty();
    assertThat(matrix.combinations())
        .extracting(combination -> combination.config().generation().sampling().stopStrings())
        .containsExactly(List.of("x"), List.of("\n", "END"));
  }

  @Test
  void whoeverSetTooManyRolloutsIsNamed() {
    SettingsReader settings =
        Settings.load(
            Optional.empty(), List.of("benchmark.protocol=lm-eval-compat", "sampling.rollouts=4"));

    SweepMatrix.read(settings);

    assertThat(settings.problems())
        .containsExactly(
            "--set: sampling.rollouts must be 1 when sampling.temperature is 0, because greedy"
                + " rollouts are all the same, but was 4");
  }

  @Test
  void aListCanBeSetAsAWhole() {
    SettingsReader settings =
        Settings.load(
            Optional.empty(), List.of("sweep.benchmarks=[{name: steps}, {name: steps-smoke}]"));

    assertThat(SweepMatrix.read(settings).combinations()).hasSize(2);
    assertThat(settings.problems()).isEmpty();
  }

  @Test
  void theLimitOfTheWholeFileHoldsForEveryBenchmark() {
    SweepMatrix matrix =
        SweepMatrix.read(
            Settings.load(
                Optional.empty(),
                List.of(
                    "sweep.benchmarks=[{name: a}, {name: b, limit: 3}, {name: c, limit: 0},"
                        + " {name: d, limit: 9}]",
                    "benchmark.limit=5")));

    assertThat(matrix.combinations())
        .extracting(combination -> combination.config().benchmark().limit())
        .containsExactly(5, 3, 5, 5);
  }

  @Test
  void theExampleInConfIsValid() {
    Path file = Path.of(System.getProperty("retort.root"), "conf", "matrix.yaml");
    SettingsReader settings = Settings.load(Optional.of(file), List.of());

    SweepMatrix matrix = SweepMatrix.read(settings);

    assertThat(settings.problems()).isEmpty();
    assertThat(matrix.combinations()).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {benchmarks: [{nme: steps}]}                | key 'sweep.benchmarks[0].nme' is unknown; the nearest known key is 'name'
          {models: [{path: a}, {path: b, dtyp: x}]}   | key 'sweep.models[1].dtyp' is unknown; the nearest known key is 'dtype'
          {presets: [{label: a, rollouts: 4}]}        | key 'sweep.presets[0].rollouts' is unknown; the nearest known key is 'label'
          {benchmarks: [{name: steps, rollouts: 0}]}  | sweep.benchmarks[0].rollouts must be in [1, 4096], but was 0
          {benchmarks: [{name: steps, limit: many}]}  | sweep.benchmarks[0].limit must be a whole number in [0, 10000000], but was 'many'
          {benchmarks: [{name: }]}                    | sweep.benchmarks[0].name must have a value, but has none; leave the key out
          {benchmarks: [{name: [steps]}]}             | sweep.benchmarks[0].name must be a single value, but was [steps]
          {benchmarks: [steps]}                       | sweep.benchmarks[0] must be a mapping of keys to values, but was 'steps'
          {benchmarks: steps}                         | sweep.benchmarks must be a list of entries, but was 'steps'
          {benchmarks: {name: steps, limit: 4}}       | sweep.benchmarks must be a list of entries, but was a mapping; write '- ' before each entry
          {models: [{path: a/m}, {path: b/m}]}        | sweep.models[1].label must differ from that of sweep.models[0], but was 'm'
          {presets: [{label: a, stop: x}]}            | sweep.presets[0].stop must be a list, but was 'x'
          {presets: [{label: a, stop: [x, [y]]}]}     | sweep.presets[0].stop must be a list of texts that are not empty, but was [x, [y]]
          {presets: [{label: a, stop: [""]}]}         | sweep.presets[0].stop must be a list of texts that are not empty, but was []
          {presets: [{temperature: 0}]}               | sweep.presets[0].label must name the entry, but was ''
          {presets: [{label: ..}]}                    | sweep.presets[0].label must name the entry, but was '..'
          {models: [{path: m, dtype: int4}]}          | sweep.models[0].dtype must be one of float32, bfloat16, auto, but was 'int4'
          {bnchmarks: [{name: steps}]}                | key 'sweep.bnchmarks' is unknown; the nearest known key is 'sweep.benchmarks'
          """)
  void aWrongListIsNamed(String lists, String problem) throws IOException {
    Path file = Files.writeString(folder.resolve("matrix.yaml"), "sweep: " + lists + "\n");
    SettingsReader settings = Settings.load(Optional.of(file), List.of());

    SweepMatrix.read(settings);

    assertThat(settings.problems()).containsExactly(file + ": " + problem);
  }

  @Test
  void aListSetToSomethingElseIsNamed() {
    SettingsReader settings = Settings.load(Optional.empty(), List.of("sweep.models=R1"));

    SweepMatrix.read(settings);

    assertThat(settings.problems())
        .containsExactly("--set: sweep.models must be a list of entries, but was 'R1'");
  }

  @Test
  void everyProblemIsFoundAtOnceAndNamedOnce() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("matrix.yaml"),
            """
            engine: {batch: 0}
            sweep:
              benchmarks: [{name: steps, rollouts: -1}, {name: steps, limt: 3}]
              models: [{path: a, weights: none}, {path: b}]
            """);
    SettingsReader settings = Settings.load(Optional.of(file), List.of("sampling.top_p=2"));

    SweepMatrix.read(settings);

    assertThat(settings.problems())
        .containsExactlyInAnyOrder(
            file + ": key 'sweep.benchmarks[1].limt' is unknown; the nearest known key is 'limit'",
            file
                + ": sweep.benchmarks[1].label must differ from that of sweep.benchmarks[0], but"
                + " was 'steps'",
            file + ": engine.batch must be in [1, 4096], but was 0",
            file + ": sweep.models[0].weights must be one of packed, mapped, int8, but was 'none'",
            "--set: sampling.top_p must be in (0, 1], but was 2",
            file + ": sweep.benchmarks[0].rollouts must be in [1, 4096], but was -1");
  }

  private Path file() {
    return folder.resolve("matrix.yaml");
  }

  private SweepMatrix read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("matrix.yaml"), text);
    SettingsReader settings = Settings.load(Optional.of(file), List.of());
    SweepMatrix matrix = SweepMatrix.read(settings);
    assertThat(settings.problems()).isEmpty();
    return matrix;
  }
}
