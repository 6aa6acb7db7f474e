package io.retort.grader.text;

import io.retort.grader.CompletionText;
import io.retort.grader.Grader;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A grader of completions that takes a bare answer by dressing it up as a completion. */
final class DressedAnswers implements AnswerGrader {

  private final Grader grader;
  private final UnaryOperator<String> completion;

  /**
   * @param completion the shortest completion with a given answer
   */
  DressedAnswers(Grader grader, UnaryOperator<String> completion) {
    this.grader = grader;
    this.completion = completion;
  }

  @Override
  public String name() {
    return grader.name();
  }

  @Override
  public String version() {
    return grader.version();
  }

  @Override
  public Optional<String> problemWithTarget(String target) {
    return grader.problemWithTarget(target);
  }

  @Override
  public Grade judge(CompletionText text, String target) {
    return Grade.of(grader.grade(text, target));
  }

  @Override
  public Grade judgeAnswer(String answer, String target) {
    return judge(CompletionText.stopped(completion.apply(answer)), target);
  }

  @Override
  public String canonical(String extracted) {
    return grader.canonical(extracted);
  }
}
