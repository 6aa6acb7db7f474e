package io.retort.grader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One pair for each form in which answers are written, in pairs.txt, graded both ways round; and
 * completions as models word them, in completions.txt.
 */
class AnswerPairsTest {

  private final MathGrader grader = new MathGrader();

  @ParameterizedTest
  @MethodSource("pairs")
  void formsOfOneValueAreEqualAndOthersAreNot(String line) {
    String[] pair = line.substring(2).split(" \\| ", 2);
    String outcome = line.startsWith("=") ? "correct" : "wrong";

    Verdict verdict = grader.gradeAnswer(pair[0], pair[1]);

    assertThat(verdict.outcome()).as(verdict.explanation()).isEqualTo(outcome);
    assertThat(grader.gradeAnswer(pair[1], pair[0]).outcome()).isEqualTo(outcome);
    assertThat(grader.gradeAnswer(pair[0], pair[0]).outcome()).isEqualTo("correct");
    assertThat(
            grader
                .grade(CompletionText.stopped("So $\\boxed{" + pair[0] + "}$."), pair[1])
                .outcome())
        .isEqualTo(outcome);
  }

  @ParameterizedTest
  @MethodSource("completions")
  void completionsInTheWordsOfModels(String line) {
    String[] parts = line.split(" \\| ", 3);
    CompletionText completion = CompletionText.stopped(parts[2].replace('⏎', '\n'));

    Verdict verdict = grader.grade(completion, parts[1]);

    assertThat(verdict.outcome()).as(verdict.explanation()).isEqualTo(parts[0]);
  }

  static Stream<String> completions() {
    return lines("completions.txt");
  }

  static Stream<String> pairs() {
    return lines("pairs.txt");
  }

  private static Stream<String> lines(String resource) {
    try (var lines = AnswerPairsTest.class.getResourceAsStream(resource)) {
      assertThat(lines).isNotNull();
      String text = new String(lines.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("\n", -1))
          .filter(line -> !line.startsWith("#") && !line.isBlank());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
