package io.retort.grader.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.grader.CompletionText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerLineTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Answer: 7                               | 7
          So it is 3 + 4./answer :  7 yards /Bye. | 7 yards
          Answer: 6/No./Answer: 7                 | 7
          **Answer: 7**                           | 7
          **Answer:** New York                    | New York
          Answer:/Seven                           | Answer:/Seven
          Answer: 7/Answer: **                    | 7
          It is seven.                            | It is seven.
          """)
  void theLastStatedAnswerIsTaken(String text, String answer) {
    assertThat(AnswerLine.in(text.replace('/', '\n'))).isEqualTo(answer.replace('/', '\n'));
  }

  @Test
  void oneNameTakesTheLineAndTheOtherTheWhole() {
    CompletionText completion = CompletionText.stopped("</think>Two touchdowns.\nAnswer: 14");

    assertThat(judge("simple-evals", completion).verdict().outcome()).isEqualTo("correct");
    // {two, touchdowns, answer, 14} and {14}: 2 x 1 / (4 + 1)
    assertThat(judge("drop", completion).points()).isEqualTo(0.4);
  }

  @Test
  void aLongTextTakesNoLongerThanItsLength() {
    String text = "answer: ".repeat(200_000) + " ".repeat(200_000);

    Assertions.assertTimeout(Duration.ofSeconds(5), () -> AnswerLine.in(text));
  }

  private static Grade judge(String preset, CompletionText completion) {
    return Graders.named("f1", Optional.of(preset)).judge(completion, List.of("14"));
  }
}
