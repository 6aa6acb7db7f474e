package io.retort.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchmarksTest {

  @TempDir Path folder;

  @Test
  void theSmokeSliceIsAPartOfSteps() {
    Benchmark steps = Benchmarks.open("steps", Optional.empty());
    Benchmark smoke = Benchmarks.open("steps-smoke", Optional.empty());

    assertThat(steps.problems()).hasSize(500).allMatch(p -> p.benchmark().equals("steps"));
    assertThat(smoke.problems()).hasSize(40).allMatch(p -> p.benchmark().equals("steps-smoke"));
    assertThat(steps.problems())
        .extracting(Problem::id, Problem::messages, Problem::target)
        .containsAll(
            smoke.problems().stream().map(p -> tuple(p.id(), p.messages(), p.target())).toList());
  }

  @Test
  void namesAJsonlBenchmarkAfterItsFileAndHashesItsBytes() throws IOException {
    Path file = folder.resolve("my.problems.jsonl");
    Files.writeString(file, "{\"id\":\"a\",\"question\":\"q\",\"target\":\"t\"}\n");

    Benchmark benchmark = Benchmarks.open("jsonl", Optional.of(file));

    assertThat(benchmark.name()).isEqualTo("my.problems");
    assertThat(benchmark.version()).isEqualTo("1");
    assertThat(benchmark.problems()).extracting(Problem::benchmark).containsExactly("my.problems");
    // printf '{"id":"a","question":"q","target":"t"}\n' | sha256sum
    assertThat(benchmark.sha256())
        .isEqualTo("4109bf0201b7751fd6ef8514c50bbaedc21115b7f5caf19863aa262003f00d72");
  }

  @Test
  void listsTheKnownNames() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Benchmarks.open("gms8k", Optional.empty()))
        .withMessage(
            "benchmark 'gms8k' is unknown; known benchmarks: canonical, gsm8k, jsonl, steps,"
                + " steps-smoke");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gsm8k", "jsonl", "canonical"})
  void saysWhenAFileIsNeeded(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Benchmarks.open(name, Optional.empty()))
        .withMessage("benchmark '" + name + "' needs its file, but none was given");
  }

  @Test
  void saysWhenNoFileIsTaken() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Benchmarks.open("steps", Optional.of(Path.of("mine.jsonl"))))
        .withMessage("benchmark 'steps' is bundled and takes no file, but was given mine.jsonl");
  }

  @Test
  void namesTheFileThatCannotBeRead() {
    Path missing = folder.resolve("missing.jsonl");

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> Benchmarks.open("gsm8k", Optional.of(missing)))
        .withMessage(missing + ": must be the file of benchmark 'gsm8k', but does not exist");
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> Benchmarks.open("jsonl", Optional.of(folder)))
        .withMessageStartingWith(
            folder + ": must be readable as the file of benchmark 'jsonl', but was not: ");
  }

  @Test
  void trainingProblemsAreDifferentAndSharedWithNoBenchmark() {
    Benchmark training = Benchmarks.trainingProblems(5_000, 11);
    Set<List<Message>> asked = new HashSet<>();
    training.problems().forEach(problem -> asked.add(problem.messages()));

    assertThat(training.name()).isEqualTo("steps-train");
    assertThat(asked).hasSize(5_000);
    assertThat(Benchmarks.open("steps", Optional.empty()).problems())
        .noneMatch(problem -> asked.contains(problem.messages()));
    assertThat(training.problems())
        .allMatch(problem -> problem.benchmark().equals("steps-train"))
        .extracting(Problem::id)
        .doesNotHaveDuplicates()
        .startsWith("steps-train-000001");
  }

  @Test
  void trainingProblemsFollowTheirSeed() {
    assertThat(Benchmarks.trainingProblems(200, 11))
        .isEqualTo(Benchmarks.trainingProblems(200, 11))
        .isNotEqualTo(Benchmarks.trainingProblems(200, 12));
  }

  @Test
  void moreTrainingProblemsBeginWithTheSameOnes() {
    List<Problem> few = Benchmarks.trainingProblems(50, 11).problems();

    assertThat(Benchmarks.trainingProblems(200, 11).problems())
        .startsWith(few.toArray(new Problem[0]));
  }

  @Test
  void rejectsACountOfNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Benchmarks.trainingProblems(0, 11))
        .withMessage("count must be at least 1, but was 0");
  }

  @Test
  void aBenchmarkHoldsProblems() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Benchmark("mine", "1", List.of(), "", "none"))
        .withMessage("benchmark 'mine' must hold at least one problem, but has none");
  }
}
