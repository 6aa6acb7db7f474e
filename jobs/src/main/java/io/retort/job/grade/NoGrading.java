package io.retort.job.grade;

import io.retort.grader.CompletionText;
import io.retort.grader.Verdict;
import io.retort.grader.text.AnswerGrader;
import io.retort.grader.text.Grade;
import java.util.Optional;

/** Judges nothing: for runs that only generate, such as programs, which nobody runs here. */
final class NoGrading implements AnswerGrader {

  static final String NAME = "none";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public Optional<String> problemWithTarget(String target) {
    return Optional.empty();
  }

  @Override
  public Grade judge(CompletionText completion, String target) {
    return Grade.of(verdict(completion));
  }

  @Override
  public Grade judgeAnswer(String answer, String target) {
    return judge(CompletionText.stopped(answer), target);
  }

  private static Verdict verdict(CompletionText completion) {
    return switch (completion.finishReason()) {
      case "error" -> new Verdict.EngineError(completion.error());
      case "length" ->
          new Verdict.Truncated(
              "the token budget ran out after " + completion.text().length() + " characters");
      default -> new Verdict.Unparsed("not judged: this kind of problem has no grader");
    };
  }

  @Override
  public String canonical(String extracted) {
    return extracted;
  }
}
