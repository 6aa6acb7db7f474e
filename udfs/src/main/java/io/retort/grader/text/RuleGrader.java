package io.retort.grader.text;

import io.retort.grader.CompletionText;
import io.retort.grader.ReasoningSplit;
import io.retort.grader.Verdict;
import java.util.Optional;

/**
 * Grades what follows {@code </think>}, all of it, by a rule. A completion whose reasoning never
 * ends is unparsed: reasoning is no answer.
 */
final class RuleGrader implements AnswerGrader {

  private static final String VERSION = "1";

  private final String name;
  private final String preset;
  private final AnswerRule rule;

  /**
   * @param preset what the rule is called among those of this name; part of the version, since
   *     another rule is another grader
   */
  RuleGrader(String name, String preset, AnswerRule rule) {
    this.name = name;
    this.preset = preset;
    this.rule = rule;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String version() {
    return VERSION + " " + preset;
  }

  @Override
  public Optional<String> problemWithTarget(String target) {
    return rule.problemWithTarget(target);
  }

  @Override
  public Grade judge(CompletionText completion, String target) {
    requireTarget(target);
    return switch (completion.finishReason()) {
      case "error" -> Grade.of(new Verdict.EngineError(completion.error()));
      case "length" ->
          Grade.of(
              new Verdict.Truncated(
                  "the token budget ran out after " + completion.text().length() + " characters"));
      default -> judgeStopped(completion.text(), target);
    };
  }

  @Override
  public Grade judgeAnswer(String answer, String target) {
    requireTarget(target);
    return answer.isBlank()
        ? Grade.of(new Verdict.Unparsed("the answer is empty"))
        : rule.compare(answer.strip(), target);
  }

  @Override
  public Optional<String> partialPoints() {
    return rule.partialPoints();
  }

  @Override
  public String canonical(String extracted) {
    return rule.canonical(extracted);
  }

  private Grade judgeStopped(String text, String target) {
    ReasoningSplit split = ReasoningSplit.of(text);
    if (!split.isClosed()) {
      return Grade.of(
          new Verdict.Unparsed(
              "the reasoning has no </think> at its end (" + text.length() + " characters)"));
    }
    if (split.answer().isEmpty()) {
      return Grade.of(new Verdict.Unparsed("nothing stands after </think>"));
    }
    return rule.compare(split.answer(), target);
  }

  private void requireTarget(String target) {
    rule.problemWithTarget(target)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
  }
}
