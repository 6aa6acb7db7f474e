package io.retort.grader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.retort.grader.math.MathOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MathGraderTest {

  private final MathGrader grader = new MathGrader();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "so \\boxed{71}, no, \\boxed{72}.                 ; 72      ; boxed        ; 72",
        "\\fbox{72}                                       ; 72      ; boxed        ; 72",
        "\\\\boxed{72} it is                              ; 72      ; boxed        ; 72",
        "\\boxed{\\boxed{72}}                             ; 72      ; boxed        ; \\boxed{72}",
        "\\boxed{1} and \\boxed{2}                        ; 2, 1    ; boxed        ; 1, 2",
        "\\boxed{1} papers and \\boxed{2} bins            ; 1, 2    ; boxed        ; 1, 2",
        "\\boxed{71} so the answer is \\boxed{72}         ; 72      ; boxed        ; 72",
        "\\boxed{5}. Final answer: <answer>72</answer>    ; 72      ; answer_tag   ; 72",
        "<answer>\\boxed{72}</answer>                     ; 72      ; boxed        ; 72",
        "<answer>It is 72.</answer>                       ; 72      ; answer_tag   ; 72.",
        "\\boxed{5}. The final answer is $72$. Good.      ; 72      ; final_answer ; $72$",
        "The answer is $7.2$. I hope it is correct.       ; 7.2     ; final_answer ; $7.2$",
        "The answer is 71. The answer is 72.              ; 72      ; final_answer ; 72",
        "**Answer:** 72 apples                            ; 72      ; final_answer ; 72 apples",
        "Donc la réponse est 72.                          ; 72      ; final_answer ; 72",
        "答案是 72。                                       ; 72      ; final_answer ; 72",
        "الإجابة هي 72.                                   ; 72      ; final_answer ; 72",
        "6*12 = 72 #### 72                                ; 72      ; hash         ; 72",
        "So y = 72                                        ; 72      ; whole_text   ; 72",
        "Haley总共有72颗弹珠                               ; 72      ; whole_text   ; 72",
        "They pay **$72** over 12 months.                 ; 72      ; whole_text   ; $72",
      })
  void theVerdictSaysWhatWasFoundAndWhere(
      String completion, String target, String source, String extracted) {
    Verdict verdict = grader.grade(CompletionText.stopped(completion), target);

    assertThat(verdict.outcome()).as(verdict.explanation()).isEqualTo("correct");
    assertThat(verdict.source()).isEqualTo(source);
    assertThat(verdict.extracted()).isEqualTo(extracted);
  }

  @Test
  void aLongTextWithoutAnAnswerYieldsItsLastNumberOnlyFromAFinishedLine() {
    String text = "We add and add. ".repeat(30);

    assertThat(grader.grade(CompletionText.stopped(text + "We get 72."), "72").source())
        .isEqualTo("last_number");
    assertThat(grader.grade(CompletionText.stopped(text + "We get $72$."), "72").source())
        .isEqualTo("last_formula");
    assertThat(grader.grade(CompletionText.stopped(text + "We get 72 and then we"), "72"))
        .isEqualTo(new Verdict.Unparsed("no answer in 501 characters"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\\boxed{71}</think>\\boxed{72}        ; correct",
        "\\boxed{72}</think>\\boxed{71}        ; wrong",
        "<think>\\boxed{72}                    ; unparsed",
        "a</think>b<think>\\boxed{72}          ; unparsed",
        "a</think>                             ; unparsed",
        "\\boxed{72}                           ; correct",
      })
  void onlyWhatFollowsTheReasoningCounts(String completion, String outcome) {
    assertThat(grader.grade(CompletionText.stopped(completion), "72").outcome()).isEqualTo(outcome);
  }

  @Test
  void theExplanationNamesBothValues() {
    assertThat(grader.grade(CompletionText.stopped("\\boxed{0.75}"), "\\frac{6}{8}"))
        .isEqualTo(
            new Verdict.Correct(
                "0.75", "'0.75' equals the target '\\frac{6}{8}': 3/4 = 3/4", "boxed"));
    assertThat(grader.grade(CompletionText.stopped("\\boxed{\\text{east}}"), "north"))
        .isEqualTo(
            new Verdict.Wrong(
                "\\text{east}",
                "'\\text{east}' differs from the target 'north': 'east' != 'north'",
                "boxed"));
    assertThat(grader.grade(CompletionText.stopped("\\boxed{\\$5.}"), "\\$5").explanation())
        .isEqualTo("'\\$5.' equals the target '\\$5': the same text");
  }

  @Test
  void whatIsNotAnAnswerIsNotWrong() {
    assertThat(grader.grade(CompletionText.cutOff("\\boxed{72}"), "72"))
        .isEqualTo(new Verdict.Truncated("the token budget ran out after 10 characters"));
    assertThat(grader.grade(CompletionText.failed("no memory"), "72"))
        .isEqualTo(new Verdict.EngineError("no memory"));
    assertThat(grader.grade(CompletionText.stopped("\\boxed{ $ $ }"), "72"))
        .isEqualTo(new Verdict.Unparsed("the boxed answer is empty"));
    assertThat(grader.grade(CompletionText.stopped("<think>a"), "72"))
        .isEqualTo(new Verdict.Unparsed("the reasoning has no </think> at its end (8 characters)"));
    assertThat(grader.gradeAnswer(" . ", "72"))
        .isEqualTo(new Verdict.Unparsed("the answer is empty"));
  }

  @Test
  void aTargetWithoutAnAnswerIsRefused() {
    assertThat(grader.problemWithTarget("$ $"))
        .contains("target must hold an answer, but was '$ $'");
    assertThat(grader.problemWithTarget("x".repeat(10_001)).orElseThrow())
        .startsWith("target must have at most 10000 characters, but has 10001: 'xxx");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> grader.gradeAnswer("1", ""))
        .withMessage("target must hold an answer, but was ''");
  }

  @Test
  void aTargetMayBeAWholeSolution() {
    String solution = "We have $6 \\cdot 12 = 72$, so the result is $\\boxed{72}$ and we are done.";

    assertThat(grader.grade(CompletionText.stopped("The answer is 72."), solution).outcome())
        .isEqualTo("correct");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\\frac{6}{8}     ; 3/4",
        "x = 0.75         ; 3/4",
        "1{,}072          ; 1072",
        "35\\%            ; 35",
        "b+a+1            ; 1+a+b",
        "2\\sqrt{2}       ; 2.828427124746190097603377",
        "\\sqrt{8}        ; 2.828427124746190097603377",
        "\\{3,1\\}        ; '\\{1, 3\\}'",
        "Parabola.        ; parabola",
        "y=2, x=1         ; x = 1, y = 2",
      })
  void equalAnswersHaveOneCanonicalSpelling(String answer, String canonical) {
    assertThat(grader.canonical(answer)).isEqualTo(canonical);
    assertThat(grader.canonical(canonical)).isEqualTo(canonical);
  }

  @Test
  void aCorrectRolloutVotesForTheTargetAndAWrongOneForItself() {
    assertThat(grader.vote(grader.gradeAnswer("0.35", "35\\%"), "35\\%")).contains("35");
    assertThat(grader.vote(grader.gradeAnswer("\\frac{2}{4}", "1"), "1")).contains("1/2");
    assertThat(grader.vote(grader.gradeAnswer("", "1"), "1")).isEmpty();
  }

  @Test
  void optionsThatAreNotTheDefaultArePartOfTheVersion() {
    assertThat(grader.name()).isEqualTo("math");
    assertThat(grader.version()).isEqualTo("4");
    assertThat(new MathGrader(MathOptions.deepseekR1()).version())
        .startsWith("4 MathOptions[rounding=")
        .contains("source=BOXED_ONLY");
  }
}
