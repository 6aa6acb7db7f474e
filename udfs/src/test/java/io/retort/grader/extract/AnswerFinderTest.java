package io.retort.grader.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerFinderTest {

  @ParameterizedTest
  @ValueSource(strings = {"", " and ", ", ", "$ and $", "\\quad\\text{or}\\quad ", " papers and "})
  void boxesThatAreJoinedAreOneList(String between) {
    assertThat(AnswerFinder.isJoined(between)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ". So ",
        " but actually ",
        ", so the answer is ",
        "\n\n**Final Answer**\n",
        " no no no ",
        " = ",
        " and after a long walk through the whole of the proof once more ",
      })
  void boxesThatConcludeOrCorrectAreNot(String between) {
    assertThat(AnswerFinder.isJoined(between)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "It is 5 p.m. on Monday. Then     ; It is 5 p.m. on Monday",
        "$(1, 2.5).$ I hope so            ; $(1, 2.5).$ I hope so",
        "$x = 2.5$. I hope so             ; $x = 2.5$",
        "** 72 **. Done                   ; 72 **",
        "\\[ 1 + \\frac{1}{2}. \\] So     ; \\[ 1 + \\frac{1}{2}. \\]",
        "5</answer>                       ; 5",
        "5。不是                           ; 5",
      })
  void aSentenceEndsAtItsFullStopNotInsideAFormula(String text, String sentence) {
    assertThat(Sentence.from(text, 0)).isEqualTo(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a $1$ b $2$ c        ; 2",
        "a \\(1\\) b          ; 1",
        "a $$1$$ b            ; 1",
        "cost \\$5 and $x$    ; x",
        "a $x\\$y$            ; x\\$y",
      })
  void theLastFormulaOfALine(String text, String formula) {
    assertThat(Formula.last(text)).map(Formula::content).contains(formula);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no formula", "$5", "$ \n 9 \n $", "\\( \n 9 \n \\)", "$ $"})
  void noFormulaWhereItDoesNotCloseOnItsLine(String text) {
    assertThat(Formula.last(text)).isEmpty();
  }
}
