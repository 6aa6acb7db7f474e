package io.retort.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  @TempDir Path folder;

  @Test
  void withoutAFileTheReferenceHolds() {
    SweepConfig config = SweepConfig.read(Settings.load(Optional.empty(), List.of()));

    assertThat(config.runDir()).isEqualTo("runs/sweep");
    assertThat(config.benchmark()).isEqualTo(new BenchmarkConfig("steps", "", "default", 0, "", 0));
    assertThat(config.generation().rollouts()).isEqualTo(4);
    assertThat(config.generation().sampling().topP()).isEqualTo(0.95);
  }

  @Test
  void anAssignmentGoesOverTheFileAndTheFileOverTheReference() throws IOException {
    Path file = write("sampling: {rollouts: 8, temperature: 1}\nrun: {dir: here}\n");

    SweepConfig config =
        SweepConfig.read(
            Settings.load(Optional.of(file), List.of("sampling.rollouts=2", "run.dir=there")));

    assertThat(config.runDir()).isEqualTo("there");
    assertThat(config.generation().rollouts()).isEqualTo(2);
    assertThat(config.generation().sampling().temperature()).isEqualTo(1.0);
  }

  @Test
  void anEmptyFileSaysNothing() throws IOException {
    SettingsReader settings = Settings.load(Optional.of(write("")), List.of());

    assertThat(settings.problems()).isEmpty();
  }

  @Test
  void everyKeyOfTheReferenceIsReadByACommandAndOnlyThose() {
    SettingsReader settings = Settings.load(Optional.empty(), List.of());

    SweepConfig.read(settings);
    SweepMatrix.read(settings);
    DistillConfig.read(settings);
    ReportConfig.read(settings);
    TrainConfig.read(settings);

    Set<String> read = settings.values().keySet();
    assertThat(new TreeSet<>(Settings.reference().keySet())).isEqualTo(read);
    assertThat(settings.problems()).isEmpty();
  }

  @Test
  void theFilesInConfAreValid() {
    for (String name : List.of("sweep.yaml", "distill.yaml", "gsm8k.yaml")) {
      Path file = Path.of(System.getProperty("retort.root"), "conf", name);
      SettingsReader settings = Settings.load(Optional.of(file), List.of());

      SweepConfig.read(settings);
      DistillConfig.read(settings);

      assertThat(settings.problems()).as(name).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sampling.temprature=1      | --set: key 'sampling.temprature' is unknown; the nearest known key is 'sampling.temperature'
          sampling.rollouts=0        | --set: sampling.rollouts must be in [1, 4096], but was 0
          sampling.rollouts=four     | --set: sampling.rollouts must be a whole number in [1, 4096], but was 'four'
          sampling.rollouts=2.5      | --set: sampling.rollouts must be a whole number in [1, 4096], but was 2.5
          sampling.top_p=0           | --set: sampling.top_p must be in (0, 1], but was 0
          sampling.top_p=.nan        | --set: sampling.top_p must be a number in (0, 1], but was NaN
          sampling.temperature=warm  | --set: sampling.temperature must be a number in [0, 2], but was 'warm'
          sampling.temperature=0     | reference.yaml: sampling.rollouts must be 1 when sampling.temperature is 0, because greedy rollouts are all the same, but was 4
          sampling.seed=1e3          | --set: sampling.seed must be a whole number of at most 64 bits, but was 1000.0
          sampling.seed=99999999999999999999 | --set: sampling.seed must be a whole number of at most 64 bits, but was 99999999999999999999
          model.dtype=int4           | --set: model.dtype must be one of float32, bfloat16, auto, but was 'int4'
          model.weights=int4         | --set: model.weights must be one of packed, mapped, int8, but was 'int4'
          cost.price_per_hour=-1     | --set: cost.price_per_hour must be at least 0, but was -1
          cost.price_per_hour=.inf   | --set: cost.price_per_hour must be at least 0, but was Infinity
          cost.completion_tokens=0.5 | --set: cost.completion_tokens must be a whole number in [0, 1000000], but was 0.5
          benchmark.protocol=r1      | --set: benchmark.protocol must be one of default, none, r1-paper, lm-eval-compat, lm-eval-cot, lm-eval-likelihood, lighteval-compat, simple-evals, nemo-boxed, but was 'r1'
          run.dir=                   | --set: run.dir must not be empty, but was ''
          rollouts                   | --set must be key=value, but was 'rollouts'
          """)
  void aWrongAssignmentIsNamed(String assignment, String problem) {
    SettingsReader settings = Settings.load(Optional.empty(), List.of(assignment));

    SweepConfig.read(settings);

    assertThat(settings.problems()).containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sampling: {seed: [1, 2]} | : sampling.seed must be a single value, but was the list [1, 2]
          sampling: {seed: }       | : sampling.seed must have a value, but has none; leave the key out
          just words               | : must be a mapping of keys to values, but was 'just words'
          sampling: {top_p: 1.5}   | : sampling.top_p must be in (0, 1], but was 1.5
          benchmrk: {name: steps}  | : key 'benchmrk.name' is unknown; the nearest known key is 'benchmark.name'
          """)
  void aWrongFileIsNamed(String text, String problem) throws IOException {
    Path file = write(text);
    SettingsReader settings = Settings.load(Optional.of(file), List.of());

    SweepConfig.read(settings);

    assertThat(settings.problems()).containsExactly(file + problem);
  }

  @Test
  void textThatIsNoYamlIsNamedWithItsLine() throws IOException {
    Path file = write("sampling:\n  seed: {1\n");

    SettingsReader settings = Settings.load(Optional.of(file), List.of());

    assertThat(settings.problems()).hasSize(1);
    assertThat(settings.problems().get(0))
        .startsWith(file + ": must be YAML, but: ")
        .contains("line 3")
        .doesNotContain("\n");
  }

  @Test
  void aPowerBelowTheSignificanceLevelIsNamed() {
    SettingsReader settings =
        Settings.load(Optional.empty(), List.of("report.power=0.3", "report.alpha=0.4"));

    ReportConfig.read(settings);

    assertThat(settings.problems())
        .containsExactly("--set: report.power must be above report.alpha, 0.4, but was 0.3");
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = folder.resolve("none.yaml");

    assertThat(Settings.load(Optional.of(file), List.of()).problems())
        .containsExactly(file + ": the settings file must exist, but there is no such file");
  }

  @Test
  void allProblemsAreFoundAtOnce() throws IOException {
    Path file = write("sampling: {top_p: 2, rollots: 3}\nengine: {batch: 0}\n");
    SettingsReader settings = Settings.load(Optional.of(file), List.of("report.alpha=1"));
    SweepConfig.read(settings);
    ReportConfig.read(settings);

    assertThat(settings.problems())
        .containsExactly(
            file
                + ": key 'sampling.rollots' is unknown; the nearest known key is"
                + " 'sampling.rollouts'",
            file + ": engine.batch must be in [1, 4096], but was 0",
            file + ": sampling.top_p must be in (0, 1], but was 2",
            "--set: report.alpha must be in (0, 1), but was 1");
  }

  @Test
  void theExceptionHoldsOneLineForEachProblem() {
    InvalidInputException thrown =
        catchThrowableOfType(
            InvalidInputException.class,
            () -> {
              throw new InvalidInputException(List.of("a must be 1", "b must be 2"));
            });

    assertThat(thrown.problems()).containsExactly("a must be 1", "b must be 2");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("run.yaml"), text);
  }
}
