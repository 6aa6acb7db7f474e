package io.retort.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Gsm8kJsonlTest {

  @Test
  void asksTheQuestionAsItIsPublished() {
    List<Problem> problems = read("Two and two?", "2+2=<<2+2=4>>4\\n#### 4");

    assertThat(problems)
        .containsExactly(
            new Problem(
                "gsm8k-0001", "gsm8k", List.of(new Message("user", "Two and two?")), "4", "", 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#### 1,050 | 1050",
        "#### -3 | -3",
        "#### 1,450,000 | 1450000",
        "#### 2 \\n#### 7.5 | 7.5"
      })
  void theTargetIsTheLastNumberWithoutSeparators(String answer, String target) {
    assertThat(read("q", answer)).extracting(Problem::target).containsExactly(target);
  }

  @ParameterizedTest
  @CsvSource({
    "'so it is 4', 'so it is 4'",
    "'#### four', '#### four'",
    "'#### 4 apples', '#### 4 apples'"
  })
  void namesTheLineWithoutATarget(String answer, String seen) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("q", answer))
        .withMessage(
            "gsm8k.jsonl:1: field 'answer' must end in '#### ' and a number, but ended in '"
                + seen
                + "'");
  }

  @Test
  void rejectsAnotherFormat() {
    byte[] canonical = "{\"id\":\"a\",\"question\":\"q\"}".getBytes(StandardCharsets.UTF_8);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Gsm8kJsonl.read("gsm8k.jsonl", canonical))
        .withMessage("gsm8k.jsonl:1: field 'id' is unknown; known fields: question, answer");
  }

  @Test
  void readsThePublishedTestSplit() {
    Path file =
        Path.of(
            System.getProperty("retort.root", ".."), "../shared/benchmarks/gsm8k/gsm8k_test.jsonl");
    assumeTrue(Files.exists(file), "skipped: no " + file);

    Benchmark benchmark = Benchmarks.open("gsm8k", Optional.of(file));

    assertThat(benchmark.protocol()).isEqualTo("r1-paper"); // until another is chosen
    assertThat(benchmark.problems())
        .hasSize(1_319); // Cobbe et al. 2021, section 2: 1K test problems
    assertThat(benchmark.problems())
        .allSatisfy(problem -> assertThat(problem.target()).matches("-?\\d+"))
        .extracting(Problem::id)
        .startsWith("gsm8k-0001")
        .endsWith("gsm8k-1319");
    assertThat(benchmark.problems().get(0).target()).isEqualTo("18"); // Janet's ducks
  }

  private static List<Problem> read(String question, String answer) {
    String line = "{\"question\":\"" + question + "\",\"answer\":\"" + answer + "\"}\n";
    return Gsm8kJsonl.read("gsm8k.jsonl", line.getBytes(StandardCharsets.UTF_8));
  }
}
