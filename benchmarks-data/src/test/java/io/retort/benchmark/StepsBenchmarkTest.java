package io.retort.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.retort.benchmark.generator.Family;
import io.retort.benchmark.generator.GeneratedProblem;
import io.retort.benchmark.generator.ProblemGenerator;
import io.retort.benchmark.generator.Split;
import io.retort.benchmark.generator.SplitMix64;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepsBenchmarkTest {

  private static final Collection<GeneratedProblem> FROZEN = StepsBenchmark.generated().values();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "steps.jsonl",
        "steps.jsonl.sha256",
        "steps-smoke.jsonl",
        "steps-smoke.jsonl.sha256"
      })
  void writingItAgainGivesTheBundledBytes(String file, @TempDir Path folder) throws IOException {
    WriteSteps.main(new String[] {folder.toString()});

    try (InputStream bundled = StepsBenchmark.class.getResourceAsStream("steps/" + file)) {
      assertThat(bundled).isNotNull();
      assertThat(folder.resolve(file)).hasBinaryContent(bundled.readAllBytes());
    }
  }

  @Test
  void theChecksumFilesAgreeWithTheBytes(@TempDir Path folder) throws IOException {
    WriteSteps.main(new String[] {folder.toString()});

    // The format of sha256sum: 64 digits, two blanks, the file's name.
    assertThat(Files.readString(folder.resolve("steps.jsonl.sha256")))
        .isEqualTo(Benchmarks.open("steps", Optional.empty()).sha256() + "  steps.jsonl\n");
  }

  @Test
  void holdsTwelveOrThirteenOfEachFamilyAndLevel() {
    Map<String, Long> cells =
        FROZEN.stream()
            .collect(Collectors.groupingBy(StepsBenchmarkTest::cell, Collectors.counting()));

    assertThat(FROZEN).hasSize(500);
    assertThat(cells).hasSize(40);
    assertThat(cells.values()).containsOnly(12L, 13L);
    assertThat(StepsBenchmark.smokeProblems())
        .extracting(problem -> problem.subject() + " " + problem.level())
        .containsExactlyInAnyOrderElementsOf(cells.keySet());
  }

  @Test
  void holdsDifferentTestProblemsOnly() {
    assertThat(FROZEN).extracting(GeneratedProblem::canonical).doesNotHaveDuplicates();
    assertThat(FROZEN).extracting(GeneratedProblem::question).doesNotHaveDuplicates();
    assertThat(FROZEN).allMatch(problem -> Split.of(problem.canonical()) == Split.TEST);
  }

  @Test
  void noneOfItIsEverGeneratedForTraining() {
    Set<String> frozen = new HashSet<>();
    for (GeneratedProblem problem : FROZEN) {
      frozen.add(problem.canonical());
      frozen.add(problem.question());
    }
    ProblemGenerator generator = new ProblemGenerator(new SplitMix64(17));

    assertThat(Stream.generate(() -> generator.next(Split.TRAIN)).limit(150_000))
        .noneMatch(p -> frozen.contains(p.canonical()) || frozen.contains(p.question()));
  }

  @Test
  void guessingTheMostFrequentAnswerScoresUnderTenPercent() {
    Map<String, String> guesses = new HashMap<>();
    ProblemGenerator generator = new ProblemGenerator(new SplitMix64(18));
    for (Family family : Family.values()) {
      for (int level = 1; level <= Family.LEVELS; level++) {
        guesses.put(family.word() + " " + level, mostFrequentAnswer(generator, family, level));
      }
    }

    long right = FROZEN.stream().filter(p -> p.answer().equals(guesses.get(cell(p)))).count();

    assertThat(right).isLessThan(50); // of 500; 16 when it was frozen
  }

  @Test
  void theWriterNeedsAFolder() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WriteSteps.main(new String[0]))
        .withMessage("the one argument must be the folder to write to, but there were 0");
  }

  private static String mostFrequentAnswer(ProblemGenerator generator, Family family, int level) {
    return Stream.generate(() -> generator.next(family, level, Split.TRAIN).answer())
        .limit(5_000)
        .collect(Collectors.groupingBy(answer -> answer, Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.comparingByValue())
        .orElseThrow()
        .getKey();
  }

  private static String cell(GeneratedProblem problem) {
    return problem.family().word() + " " + problem.level();
  }
}
