package io.retort.grader;

import java.util.Optional;

/**
 * Grades multiple choice by the letter that a completion settles on, or by the option's content
 * where the target has it.
 *
 * <p>Targets are {@code C}, {@code (C)}, {@code \text{(C)}}, or {@code (C) twelve}. Example: {@code
 * The answer is (C).} against {@code C} is correct. A completion that names no letter is unparsed.
 */
public final class ChoiceGrader implements Grader {

  public static final String NAME = "choice";
  public static final String VERSION = "3";

  private final MathGrader byContent = new MathGrader();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public Optional<String> problemWithTarget(String target) {
    return ChoiceTarget.of(target).isPresent()
        ? Optional.empty()
        : Optional.of(
            "target must be an option letter, such as C or (C) twelve, but was '"
                + Excerpt.of(target, 100)
                + "'");
  }

  @Override
  public Verdict grade(CompletionText completion, String target) {
    ChoiceTarget choice = choice(target);
    return switch (completion.finishReason()) {
      case "error" -> new Verdict.EngineError(completion.error());
      case "length" ->
          new Verdict.Truncated(
              "the token budget ran out after " + completion.text().length() + " characters");
      default -> gradeStopped(completion, choice, target);
    };
  }

  /** Judges an answer as it stands, with nothing to look for. */
  public Verdict gradeAnswer(String answer, String target) {
    ChoiceTarget choice = choice(target);
    return choice
        .judgeAnswer(answer, target)
        .orElseGet(
            () ->
                choice.content().isEmpty()
                    ? new Verdict.Unparsed("no option letter in '" + Excerpt.of(answer, 100) + "'")
                    : byContent.gradeAnswer(answer, choice.content()));
  }

  @Override
  public String canonical(String extracted) {
    return ChoiceTarget.of(extracted).map(ChoiceTarget::letter).orElse(extracted);
  }

  private ChoiceTarget choice(String target) {
    return ChoiceTarget.of(target)
        .orElseThrow(() -> new IllegalArgumentException(problemWithTarget(target).orElseThrow()));
  }

  private Verdict gradeStopped(CompletionText completion, ChoiceTarget choice, String target) {
    AnswerPart part = AnswerPart.of(completion.text(), false);
    if (!part.problem().isEmpty()) {
      return new Verdict.Unparsed(part.problem());
    }
    Optional<Verdict> byLetter = choice.judge(part.text(), target);
    if (byLetter.isPresent()) {
      return byLetter.get();
    }
    if (choice.content().isEmpty()) {
      return new Verdict.Unparsed("no option letter in " + part.text().length() + " characters");
    }
    return byContent.grade(completion, choice.content());
  }
}
