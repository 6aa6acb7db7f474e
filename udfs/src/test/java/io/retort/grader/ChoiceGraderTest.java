package io.retort.grader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChoiceGraderTest {

  private final ChoiceGrader grader = new ChoiceGrader();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The answer is (C).",
        "The answer is C",
        "the answer is: **C**",
        "The answer is (C) twelve.",
        "Answer: C",
        "\\boxed{C}",
        "\\boxed{\\text{(C)}}",
        "so $\\boxed{\\textbf{(C)}\\ 12}$",
        "<answer>C</answer>",
        "<answer>(C) twelve</answer>",
        "So our selection is option C. #### C",
        "#### C",
        "C",
        "(C)",
        "C) 12.5",
        "The total is 12.5. The correct answer is:\n\nC)12.5",
        "C. It cannot be A or B",
        "It is not A because that is odd, therefore I think it's C",
        "The answer is for sure C, it can't be A or B",
        "réponse est C non A",
        "C。不是 A",
        "C不是 A",
        "答案是C",
        "答案：C",
        "所以选C",
        "الإجابة هي C",
        "the closest option is C.",
        "The answer is A. No, wait: the answer is C.",
        "I choose option (c)",
        "a</think>The answer is C",
        "The answer is (C) and (B).",
      })
  void readsTheLetterInAnyDress(String completion) {
    Verdict verdict = grader.grade(CompletionText.stopped(completion), "C");

    assertThat(verdict.outcome()).as(verdict.explanation()).isEqualTo("correct");
    assertThat(verdict.extracted()).isEqualTo("C");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "No letter here.",
        "Town C is far from the river and from the hills, and nobody who lives there would say"
            + " that they would rather live anywhere else in the whole wide country.",
        "The answer is I think hard to find",
        "<think>The answer is C",
      })
  void aStrayLetterIsNoAnswer(String completion) {
    assertThat(grader.grade(CompletionText.stopped(completion), "C").outcome())
        .isEqualTo("unparsed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "C               ; D               ; wrong",
        "(c)             ; C               ; correct",
        "\\text{(C)}     ; (C)             ; correct",
        "(C) twelve      ; C               ; correct",
        "C. twelve       ; (C)             ; correct",
        "(C) 12          ; The answer is 12; correct",
        "(C) 12          ; The answer is 13; wrong",
        "(C) twelve      ; (D) twelve      ; wrong",
      })
  void targetsAreLettersWithOrWithoutContent(String target, String answer, String outcome) {
    assertThat(grader.grade(CompletionText.stopped(answer), target).outcome()).isEqualTo(outcome);
  }

  @Test
  void theExplanationNamesBothLetters() {
    assertThat(grader.grade(CompletionText.stopped("The answer is (D)."), "\\text{(C)}"))
        .isEqualTo(new Verdict.Wrong("D", "option D is not the target '\\text{(C)}'", "option"));
    assertThat(grader.grade(CompletionText.stopped("\\boxed{C}"), "C"))
        .isEqualTo(new Verdict.Correct("C", "option C is the target 'C'", "boxed"));
    assertThat(grader.grade(CompletionText.stopped("nothing"), "C"))
        .isEqualTo(new Verdict.Unparsed("no option letter in 7 characters"));
  }

  @Test
  void aBareAnswerIsALetterOrItsContent() {
    assertThat(grader.gradeAnswer("(C)", "C"))
        .isEqualTo(new Verdict.Correct("C", "option C is the target 'C'", "bare"));
    assertThat(grader.gradeAnswer("12", "(C) 12").outcome()).isEqualTo("correct");
    assertThat(grader.gradeAnswer("A likely story", "A"))
        .isEqualTo(new Verdict.Unparsed("no option letter in 'A likely story'"));
  }

  @Test
  void whatIsNotALetterIsRefusedAsATarget() {
    assertThat(grader.problemWithTarget("C")).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> grader.grade(CompletionText.stopped("C"), "12"))
        .withMessage("target must be an option letter, such as C or (C) twelve, but was '12'");
  }

  @Test
  void truncatedAndFailedCompletionsAreNotWrong() {
    assertThat(grader.grade(CompletionText.cutOff("C"), "C"))
        .isEqualTo(new Verdict.Truncated("the token budget ran out after 1 characters"));
    assertThat(grader.grade(CompletionText.failed("no memory"), "C"))
        .isEqualTo(new Verdict.EngineError("no memory"));
  }

  @Test
  void allDressesVoteForOneLetter() {
    assertThat(grader.name()).isEqualTo("choice");
    assertThat(grader.version()).isEqualTo("3");
    assertThat(grader.canonical("\\text{(C)}")).isEqualTo("C");
    assertThat(grader.canonical("twelve")).isEqualTo("twelve");
  }
}
