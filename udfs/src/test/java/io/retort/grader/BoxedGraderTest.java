package io.retort.grader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoxedGraderTest {

  private final BoxedGrader grader = new BoxedGrader();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "72                    ; 72            ; 72 = 72",
        "1,072                 ; 1072          ; 1072 = 1072",
        "1{,}072               ; 1072          ; 1072 = 1072",
        "\u22125               ; -5            ; -5 = -5",
        "$27.0$                ; 27            ; 27 = 27",
        "\\dfrac{6}{8}         ; 0.75          ; 3/4 = 3/4",
        "\\frac12              ; \\frac{1}{2}  ; 1/2 = 1/2",
        "2\\frac{1}{3}         ; \\frac{7}{3}  ; 7/3 = 7/3",
        "35\\%                 ; 35\\%         ; 35% = 35%",
        "35\\%                 ; 35            ; 35% = 35",
        "35                    ; 35\\%         ; 35 = 35%",
        "0.35                  ; 35\\%         ; 7/20 = 35%",
        "35\\%                 ; 0.35          ; 35% = 7/20",
        "\\text{72}            ; 72            ; 72 = 72",
        "72.                   ; 72            ; 72 = 72",
        "\\$7.50               ; 7.5           ; 15/2 = 15/2",
        "x = 5                 ; 5             ; 5 = 5",
        "5                     ; x=5           ; 5 = 5",
        "y = 5                 ; x = 5         ; 5 = 5",
        "f(2) = 5              ; 5             ; 5 = 5",
        "\\theta = 5           ; 5             ; 5 = 5",
        "a_{10} = 5            ; 5             ; 5 = 5",
        "\\boxed{5}            ; 5             ; 5 = 5",
      })
  void equalValuesAreCorrectHoweverTheyAreSpelled(String box, String target, String values) {
    Verdict verdict = grader.grade(boxed(box), target);

    assertThat(verdict)
        .isEqualTo(
            new Verdict.Correct(
                box, "'" + box + "' equals the target '" + target + "': " + values));
    assertThat(verdict.outcome()).isEqualTo("correct");
    assertThat(verdict.points()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "71                    ; 72            ; : 71 != 72",
        "-72                   ; 72            ; : -72 != 72",
        "0.333333333333        ; 1/3           ; : 333333333333/1000000000000 != 1/3",
        "0.35\\%               ; 35\\%         ; : 7/20% != 35%",
        "3500                  ; 35\\%         ; : 3500 != 35%",
        "x^2 = 5               ; 5             ; , compared as text",
        "a = 5, b = 6          ; 6             ; , compared as text",
        "1, 072                ; 1072          ; , compared as text",
        "2 3                   ; 23            ; , compared as text",
        "5 cm                  ; 5             ; , compared as text",
        "n+1                   ; n+2           ; , compared as text",
        "(0,3]                 ; (0,3)         ; , compared as text",
      })
  void differentAnswersAreWrong(String box, String target, String reason) {
    Verdict verdict = grader.grade(boxed(box), target);

    assertThat(verdict)
        .isEqualTo(
            new Verdict.Wrong(
                box, "'" + box + "' differs from the target '" + target + "'" + reason));
    assertThat(verdict.outcome()).isEqualTo("wrong");
    assertThat(verdict.points()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "8n^2 + 4n + 1                  ; 8n^2+4n+1",
        "\\left( 1, 2 \\right)          ; (1,2)",
        "\\text{no  solution}           ; no solution.",
        "\\text{(D)}                    ; $(D)$",
        "\\dfrac{\\pi}{2}               ; \\frac{\\pi}{2}",
        "2, 125                         ; 2,125", // the target reads as a number too
      })
  void textIsComparedWithoutItsDress(String box, String target) {
    assertThat(grader.grade(boxed(box), target))
        .isEqualTo(
            new Verdict.Correct(
                box, "'" + box + "' equals the target '" + target + "', compared as text"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a</think>\\boxed{71} no, \\boxed{72}   ; correct",
        "a</think>\\boxed{72} no, \\boxed{71}   ; wrong",
        "\\boxed{71}</think>\\boxed{72}         ; correct", // the reasoning's box does not count
        "a</think>\\boxed{71} b</think>\\boxed{72} ; correct", // what follows the last one
        "</think>\\boxed{72}                    ; correct", // graded, though not in format
      })
  void theLastBoxAfterTheReasoningIsTheAnswer(String text, String outcome) {
    assertThat(grader.grade(CompletionText.stopped(text), "72").outcome()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "so \\boxed{72}                ; the reasoning has no </think> at its end (13 characters)",
        "a</think>b<think>\\boxed{72}  ; the reasoning has no </think> at its end (27 characters)",
        "''                            ; the reasoning has no </think> at its end (0 characters)",
        "\\boxed{72}</think>It is 72   ; no \\boxed{} after </think> (8 characters)",
        "a</think>\\boxed{72           ; no \\boxed{} after </think> (9 characters)",
        "a</think>\\boxed{ $.$ }       ; the last \\boxed{} after </think> is empty",
      })
  void nothingToCompareIsUnparsedNotWrong(String text, String explanation) {
    Verdict verdict = grader.grade(CompletionText.stopped(text), "72");

    assertThat(verdict).isEqualTo(new Verdict.Unparsed(explanation));
    assertThat(verdict.outcome()).isEqualTo("unparsed");
    assertThat(verdict.extracted()).isEmpty();
    assertThat(verdict.points()).isZero();
  }

  @Test
  void aTruncatedCompletionHasNoAnswerEvenIfANumberStandsThere() {
    Verdict verdict = grader.grade(CompletionText.cutOff("a</think>\\boxed{72}"), "72");

    assertThat(verdict)
        .isEqualTo(new Verdict.Truncated("the token budget ran out after 19 characters"));
    assertThat(verdict.outcome()).isEqualTo("truncated");
    assertThat(verdict.extracted()).isEmpty();
    assertThat(verdict.points()).isZero();
  }

  @Test
  void aCompletionThatNeverRanIsAnEngineErrorNotWrong() {
    Verdict verdict = grader.grade(CompletionText.failed("out of cache blocks"), "72");

    assertThat(verdict).isEqualTo(new Verdict.EngineError("out of cache blocks"));
    assertThat(verdict.outcome()).isEqualTo("engine_error");
    assertThat(verdict.points()).isZero();
  }

  @Test
  void theSixthOutcomeIsForGradersWhoseWorkCanReachABound() {
    Verdict verdict = new Verdict.GraderTimeout("20,000 steps");

    assertThat(verdict.outcome()).isEqualTo("grader_timeout");
    assertThat(verdict.points()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''               ; target must hold an answer, but was ''",
        "$ $              ; target must hold an answer, but was '$ $'",
        "\\text{}.        ; target must hold an answer, but was '\\text{}.'",
        "\\frac{1}{2      ; target must be whole LaTeX, braces balanced, but was '\\frac{1}{2'",
      })
  void aTargetWithoutAnAnswerIsRefused(String target, String problem) {
    assertThat(grader.problemWithTarget(target)).contains(problem);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> grader.grade(CompletionText.failed("no engine"), target))
        .withMessage(problem);
  }

  @Test
  void aTargetTooLongToBeAnAnswerIsRefused() {
    assertThat(grader.problemWithTarget("x".repeat(4_096))).isEmpty();
    assertThat(grader.problemWithTarget("x".repeat(4_097)))
        .contains(
            "target must have at most 4096 characters, but has 4097: '"
                + "x".repeat(100)
                + "… [4097 characters]'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0.75         ; 3/4",
        "x = 6/8      ; 3/4",
        "1,072        ; 1072",
        "35\\%        ; 35",
        "$n + 1$      ; n+1",
      })
  void oneSpellingForEqualAnswers(String extracted, String canonical) {
    assertThat(grader.canonical(extracted)).isEqualTo(canonical);
  }

  @Test
  void aCorrectRolloutVotesForTheTarget() {
    Verdict verdict = grader.grade(boxed("0.35"), "35\\%");

    assertThat(grader.vote(verdict, "35\\%")).contains("35");
  }

  @Test
  void aWrongRolloutVotesForItsOwnAnswer() {
    Verdict verdict = grader.grade(boxed("\\frac{6}{8}"), "1");

    assertThat(grader.vote(verdict, "1")).contains("3/4");
  }

  @Test
  void aRolloutWithoutAnAnswerAbstains() {
    Verdict verdict = grader.grade(CompletionText.cutOff("a</think>\\boxed{1}"), "1");

    assertThat(grader.vote(verdict, "1")).isEqualTo(Optional.empty());
  }

  @Test
  void nameAndVersionGoIntoTheScores() {
    assertThat(grader.name()).isEqualTo("boxed");
    assertThat(grader.version()).isEqualTo("1");
  }

  /** What a broken model may write; the bound is a thousand times what a row should take. */
  @ParameterizedTest
  @ValueSource(
      strings = {"1", "{", "}", "\\", "\\boxed{", "\\fbox ", "</think>", "<think>", "\\frac", " "})
  void tenMegabytesOfAnythingEndInAVerdict(String piece) {
    String text = "a</think>" + piece.repeat(10_000_000 / piece.length());

    Verdict verdict =
        assertTimeout(
            Duration.ofSeconds(5), () -> grader.grade(CompletionText.stopped(text), "72"));

    assertThat(verdict.outcome()).isEqualTo("unparsed");
  }

  @Test
  void tenThousandNestedBracesAreOnlyBraces() {
    Verdict verdict = grader.grade(boxed("{".repeat(10_000) + "72" + "}".repeat(10_000)), "72");

    assertThat(verdict.outcome()).isEqualTo("correct");
  }

  @Test
  void tenThousandNestedFractionsAreText() {
    String nested = "\\frac{1}{".repeat(10_000) + "2" + "}".repeat(10_000);

    assertThat(grader.grade(boxed(nested), "72").outcome()).isEqualTo("wrong");
  }

  @Test
  void tenThousandNestedBoxesAreOneAnswer() {
    String nested = "\\boxed{".repeat(10_000) + "72" + "}".repeat(10_000);

    assertThat(grader.grade(boxed(nested), "72").outcome()).isEqualTo("correct");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "1,072,", "x", "1/", "{7}", "\\frac{1}{2}", "-", "x="})
  void aMillionCharactersInTheBoxAreWrongAndStoredShort(String piece) {
    String box = piece.repeat(1_000_000 / piece.length());

    Verdict verdict = grader.grade(boxed(box), "72");

    assertThat(verdict.outcome()).isEqualTo("wrong");
    assertThat(verdict.extracted()).isEqualTo(Excerpt.of(box, 1_000));
    assertThat(verdict.explanation()).hasSizeLessThan(300);
  }

  private static CompletionText boxed(String answer) {
    return CompletionText.stopped("some reasoning\n</think>\nIt is \\boxed{" + answer + "}.");
  }
}
