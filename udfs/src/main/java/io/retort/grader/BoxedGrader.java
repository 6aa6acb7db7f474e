package io.retort.grader;

import java.util.Optional;

/**
 * Grades the last {@code \boxed{}} after {@code </think>}, by exact value.
 *
 * <p>Integers, decimals, fractions, mixed numbers and percents are compared as rational numbers,
 * never within a tolerance; everything else as text. Units are not read. A completion whose
 * reasoning never ends is unparsed, whatever number stands in it. Example: {@code so 6/8. </think>
 * \boxed{\frac{6}{8}}} against {@code 0.75} is correct: {@code 3/4 = 3/4}.
 */
public final class BoxedGrader implements Grader {

  public static final String NAME = "boxed";
  public static final String VERSION = "1";

  private static final int MAX_TARGET_CHARS = 4_096;
  private static final int MAX_EXTRACTED_CHARS = 1_000;
  private static final int MAX_EXPLAINED_CHARS = 100;

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
    if (target.length() > MAX_TARGET_CHARS) {
      return Optional.of(
          "target must have at most "
              + MAX_TARGET_CHARS
              + " characters, but has "
              + target.length()
              + ": "
              + quoted(target));
    }
    if (!LatexText.isWhole(target)) {
      return Optional.of("target must be whole LaTeX, braces balanced, but was " + quoted(target));
    }
    return LatexText.plain(target).isEmpty()
        ? Optional.of("target must hold an answer, but was " + quoted(target))
        : Optional.empty();
  }

  @Override
  public Verdict grade(CompletionText completion, String target) {
    problemWithTarget(target)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    return switch (completion.finishReason()) {
      case "error" -> new Verdict.EngineError(completion.error());
      case "length" ->
          new Verdict.Truncated(
              "the token budget ran out after " + completion.text().length() + " characters");
      default -> gradeStopped(completion.text(), target);
    };
  }

  @Override
  public String canonical(String extracted) {
    return Answer.read(extracted).canonical();
  }

  private static Verdict gradeStopped(String text, String target) {
    ReasoningSplit split = ReasoningSplit.of(text);
    if (!split.isClosed()) {
      return new Verdict.Unparsed(
          "the reasoning has no </think> at its end (" + text.length() + " characters)");
    }
    Boxes boxes = Boxes.in(split.answer());
    if (boxes.count() == 0) {
      return new Verdict.Unparsed(
          "no \\boxed{} after </think> (" + split.answer().length() + " characters)");
    }
    Answer found = Answer.read(boxes.last());
    if (found.text().isEmpty()) {
      return new Verdict.Unparsed("the last \\boxed{} after </think> is empty");
    }
    return compare(boxes.last().strip(), found, target);
  }

  private static Verdict compare(String written, Answer found, String target) {
    Answer wanted = Answer.read(target);
    boolean isSame = found.isSameAs(wanted);
    String relation = isSame ? " equals the target " : " differs from the target ";
    String explanation =
        quoted(written) + relation + quoted(target) + reason(found, wanted, isSame);
    String extracted = Excerpt.of(written, MAX_EXTRACTED_CHARS);
    return isSame
        ? new Verdict.Correct(extracted, explanation)
        : new Verdict.Wrong(extracted, explanation);
  }

  private static String reason(Answer found, Answer wanted, boolean isSame) {
    if (found instanceof NumericAnswer && wanted instanceof NumericAnswer) {
      return ": "
          + explained(found.shown())
          + (isSame ? " = " : " != ")
          + explained(wanted.shown());
    }
    return ", compared as text";
  }

  private static String quoted(String text) {
    return "'" + explained(text) + "'";
  }

  private static String explained(String text) {
    return Excerpt.of(text, MAX_EXPLAINED_CHARS);
  }
}
