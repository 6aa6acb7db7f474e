package io.retort.grader.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.grader.CompletionText;
import io.retort.grader.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GradeTest {

  private static final Grade CORRECT = Grade.of(new Verdict.Correct("a", "equal"));
  private static final Grade HALF = new Grade(new Verdict.Wrong("a", "half"), 0.5);
  private static final Grade WRONG = Grade.of(new Verdict.Wrong("a", "differs"));
  private static final Grade UNDECIDED = Grade.of(new Verdict.GraderTimeout("too long"));

  @Test
  void theMostPointsCount() {
    assertThat(Grade.best(List.of(WRONG, HALF, CORRECT))).isEqualTo(CORRECT);
    assertThat(Grade.best(List.of(HALF, WRONG))).isEqualTo(HALF);
  }

  @Test
  void ofEqualOnesTheFirstTargetsCounts() {
    Grade other = Grade.of(new Verdict.Wrong("a", "differs from another"));

    assertThat(Grade.best(List.of(WRONG, other))).isEqualTo(WRONG);
  }

  @Test
  void aComparisonThatDidNotEndLeavesTheAnswerUndecidedUnlessAnotherTargetFits() {
    assertThat(Grade.best(List.of(WRONG, UNDECIDED))).isEqualTo(UNDECIDED);
    assertThat(Grade.best(List.of(UNDECIDED, CORRECT))).isEqualTo(CORRECT);
  }

  @Test
  void aCompletionIsJudgedAgainstEveryTarget() {
    AnswerGrader exact = Graders.named("exact", Optional.empty());

    Grade grade = exact.judge(CompletionText.stopped("</think>Oslo"), List.of("Bergen", "oslo"));

    assertThat(grade.verdict().outcome()).isEqualTo("correct");
    assertThat(grade.verdict().explanation()).contains("'oslo'");
  }

  @Test
  void gradersSayWhetherTheyGivePartsOfPoints() {
    assertThat(Graders.named("f1", Optional.empty()).partialPoints()).contains("F1");
    assertThat(Graders.named("math", Optional.empty()).partialPoints()).isEmpty();
    assertThat(Graders.named("any:exact,f1", Optional.empty()).partialPoints()).contains("points");
    assertThat(Graders.named("all:exact,regex", Optional.empty()).partialPoints()).isEmpty();
    assertThat(Graders.named("weighted:exact=2,regex=1", Optional.empty()).partialPoints())
        .contains("points");
  }
}
