package io.retort.benchmark.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.retort.benchmark.CanonicalJsonl;
import io.retort.benchmark.Problem;
import io.retort.benchmark.ProblemKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published files themselves, where they lie beside the project; skipped elsewhere. */
class PublishedFilesTest {

  private static final Path BENCHMARKS =
      Path.of(System.getProperty("retort.root", ".."), "../shared/benchmarks");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          math500       | math500/math500.jsonl                                | 500  | 7  | 5  | \\left( 3, \\frac{\\pi}{2} \\right)
          math          | math/math_test_5000.jsonl                            | 5000 | 7  | 5  | 2
          math          | math/mario_math_testset_annotation.json              | 5000 | 11 | 0  | 2
          aime24        | aime24/aime24.jsonl                                  | 30   | 0  | 0  | 73
          aime25        | aime25/aime25.jsonl                                  | 30   | 0  | 0  | 70
          amc23         | amc23/amc23.jsonl                                    | 40   | 0  | 0  | 27
          gsm8k         | gsm8k/gsm8k_test.jsonl                               | 1319 | 0  | 0  | 18
          olympiadbench | olympiadbench/olympiadbench_oe_to_maths_en.jsonl     | 675  | 4  | 0  | 2
          college_math  | college_math/college_math.jsonl                      | 2818 | 7  | 0  | $10-4 n$
          olymmath      | olymmath/OlymMATH-EN-EASY.jsonl                      | 100  | 4  | 0  | 948
          olymmath      | olymmath/OlymMATH-EN-HARD.jsonl                      | 100  | 4  | 0  | 2625
          olymmath      | olymmath/OlymMATH-ZH-EASY.jsonl                      | 100  | 4  | 0  | 948
          olymmath      | olymmath/OlymMATH-ZH-HARD.jsonl                      | 100  | 4  | 0  | 2625
          omni_math     | omni_math/omni_math_num_500.jsonl                    | 500  | 63 | 9  | 64
          liveaopsbench | omni_math/liveaopsbench-2024-8-2024-12-num.jsonl     | 519  | 0  | 0  | 6
          aqua          | aqua/aqua.jsonl                                      | 254  | 0  | 0  | A
          mmlu          | mmlu/mmlu_stem_qwen.jsonl                            | 3018 | 18 | 0  | C
          mmlu          | mmlu/test                                            | 1905 | 12 | 0  | B
          mmlu          | mmlu/test/anatomy_test.csv                           | 135  | 1  | 0  | A
          ifeval        | ifeval/input_data.jsonl                              | 541  | 0  | 0  | ''
          drop          | drop/drop_fixture.json                               | 19   | 0  | 0  | sixth terminal
          mbpp          | mbpp/mbpp.jsonl                                      | 974  | 0  | 0  |
          humaneval     | humaneval/HumanEval.jsonl.gz                         | 164  | 0  | 0  |
          """)
  void holdsWhatIsKnownOfIt(
      String name, String file, int count, int subjects, int levels, String firstTarget) {
    PublishedBenchmark benchmark = read(name, file);
    List<Problem> problems = benchmark.problems();

    assertThat(problems).hasSize(count);
    assertThat(problems.stream().map(Problem::subject).filter(s -> !s.isEmpty()).distinct())
        .hasSize(subjects);
    assertThat(problems.stream().map(Problem::level).filter(level -> level > 0).distinct())
        .hasSize(levels);
    if (firstTarget != null) {
      assertThat(problems.get(0).target()).isEqualTo(firstTarget);
    }
    assertThat(problems)
        .allSatisfy(problem -> assertThat(problem.question()).isNotBlank())
        .filteredOn(problem -> problem.kind().hasTarget())
        .allSatisfy(problem -> assertThat(problem.target()).isNotBlank());
    assertThat(CanonicalJsonl.read(name, "again.jsonl", CanonicalJsonl.write(problems)))
        .isEqualTo(problems);
  }

  @Test
  void bothCopiesOfMathHaveTheSameAnswersInOrder() {
    List<Problem> solutions = read("math", "math/math_test_5000.jsonl").problems();
    List<Problem> annotated = read("math", "math/mario_math_testset_annotation.json").problems();

    long same = 0;
    for (int i = 0; i < solutions.size(); i++) {
      assertThat(annotated.get(i).question()).isEqualTo(solutions.get(i).question());
      same += plain(annotated.get(i)).equals(plain(solutions.get(i))) ? 1 : 0;
    }
    // The annotators rewrote some (units dropped, mistakes mended); most must agree by spelling.
    assertThat(same).isGreaterThan(4_000);
  }

  @Test
  void theCsvFilesAreThoseOfTheStemSubset() {
    List<Problem> csv = read("mmlu", "mmlu/test/abstract_algebra_test.csv").problems();
    List<Problem> jsonl =
        read("mmlu", "mmlu/mmlu_stem_qwen.jsonl").problems().stream()
            .filter(problem -> problem.subject().equals("abstract_algebra"))
            .toList();

    assertThat(csv.stream().map(PublishedFilesTest::asked).collect(Collectors.toSet()))
        .isEqualTo(jsonl.stream().map(PublishedFilesTest::asked).collect(Collectors.toSet()));
  }

  @Test
  void ifevalKeepsItsInstructionsAsTheGraderTakesThem() {
    Problem first = read("ifeval", "ifeval/input_data.jsonl").problems().get(0);

    assertThat(first.id()).isEqualTo("1000");
    assertThat(first.kind()).isEqualTo(ProblemKind.INSTRUCTIONS);
    assertThat(first.metadata())
        .isEqualTo(
            "{\"instructions\":[\"punctuation:no_comma\","
                + "\"detectable_format:number_highlighted_sections\","
                + "\"length_constraints:number_words\"],"
                + "\"kwargs\":[{},{\"num_highlights\":3},"
                + "{\"relation\":\"at least\",\"num_words\":300}]}");
  }

  @Test
  void mbppShowsItsTests() {
    Problem first = read("mbpp", "mbpp/mbpp.jsonl").problems().get(0);

    assertThat(first.question())
        .startsWith("Write a function to find the minimum cost path")
        .contains(" Your code should pass these tests:\n\nassert min_cost([[1, 2, 3], ")
        .endsWith("\nassert min_cost([[3, 4, 5], [6, 10, 4], [3, 7, 5]], 2, 2) == 16");
  }

  private static PublishedBenchmark read(String name, String file) {
    Path path = BENCHMARKS.resolve(file);
    assumeTrue(Files.exists(path), "skipped: no " + path);
    return PublishedBenchmark.read(
        name, Optional.empty(), path.toString(), OptionalInt.empty(), false);
  }

  private static String plain(Problem problem) {
    return problem.target().replaceAll("\\s|\\$", "").replace("dfrac", "frac");
  }

  private static String asked(Problem problem) {
    return (problem.question() + problem.choices() + problem.target()).replaceAll("\\s", "");
  }
}
