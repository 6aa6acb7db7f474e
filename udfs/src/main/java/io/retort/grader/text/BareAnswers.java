package io.retort.grader.text;

import io.retort.grader.ChoiceGrader;
import io.retort.grader.CompletionText;
import io.retort.grader.Grader;
import io.retort.grader.MathGrader;
import io.retort.grader.Verdict;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** A grader of completions together with its way to judge a bare answer. */
final class BareAnswers implements AnswerGrader {

  private final Grader grader;
  private final BiFunction<String, String, Verdict> bare;

  /**
   * @param bare judges an answer against a target
   */
  BareAnswers(Grader grader, BiFunction<String, String, Verdict> bare) {
    this.grader = grader;
    this.bare = bare;
  }

  /**
   * Judges an answer as the completion that has it.
   *
   * @param completion the shortest completion with a given answer
   */
  static BareAnswers dressed(Grader grader, UnaryOperator<String> completion) {
    return new BareAnswers(
        grader,
        (answer, target) -> grader.grade(CompletionText.stopped(completion.apply(answer)), target));
  }

  static BareAnswers of(MathGrader grader) {
    return new BareAnswers(grader, grader::gradeAnswer);
  }

  static BareAnswers of(ChoiceGrader grader) {
    return new BareAnswers(grader, grader::gradeAnswer);
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
    return Grade.of(bare.apply(answer, target));
  }

  @Override
  public String canonical(String extracted) {
    return grader.canonical(extracted);
  }
}
