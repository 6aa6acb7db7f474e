package io.retort.grader;

import io.retort.grader.extract.AnswerFinder;
import io.retort.grader.extract.Extracted;
import io.retort.grader.math.MathAnswers;
import io.retort.grader.math.MathAnswers.Comparison;
import io.retort.grader.math.MathOptions;
import io.retort.grader.math.MathOptions.Reasoning;
import io.retort.grader.math.OutOfWorkException;
import io.retort.grader.math.Work;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Grades mathematical answers in LaTeX or plain text by what they mean.
 *
 * <p>The answer is looked for after {@code </think>} (see {@link AnswerFinder}) and compared
 * exactly first, then symbolically, then in high precision with an error bound, never within a
 * tolerance unless the options say so. A target that is an option letter is graded as {@link
 * ChoiceGrader} does. Example: {@code The answer is $\frac{\sqrt{2}}{2}$.} against {@code
 * 1/\sqrt{2}} is correct.
 */
public final class MathGrader implements Grader {

  public static final String NAME = "math";
  public static final String VERSION = "4";

  private static final int MAX_TARGET_CHARS = 10_000;
  private static final int MAX_EXTRACTED_CHARS = 1_000;
  private static final int MAX_EXPLAINED_CHARS = 100;

  /** An option with its letter, graded by its content where the target has no letter. */
  private static final Pattern LABELLED = Pattern.compile("(?s)\\s*[(]?[A-Ja-j][)]\\s*(\\S.*)");

  private final MathOptions options;
  private final AnswerFinder finder;
  private final MathAnswers answers;
  private final long stepsPerRow;

  public MathGrader() {
    this(MathOptions.standard());
  }

  public MathGrader(MathOptions options) {
    this(options, Work.STEPS_PER_ROW);
  }

  MathGrader(MathOptions options, long stepsPerRow) {
    this.options = options;
    this.finder = new AnswerFinder(options);
    this.answers = new MathAnswers(options);
    this.stepsPerRow = stepsPerRow;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String version() {
    return options.equals(MathOptions.standard()) ? VERSION : VERSION + " " + options;
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
    return MathAnswers.isEmpty(finder.findInTarget(target).text())
        ? Optional.of("target must hold an answer, but was " + quoted(target))
        : Optional.empty();
  }

  @Override
  public Verdict grade(CompletionText completion, String target) {
    check(target);
    return switch (completion.finishReason()) {
      case "error" -> new Verdict.EngineError(completion.error());
      case "length" ->
          new Verdict.Truncated(
              "the token budget ran out after " + completion.text().length() + " characters");
      default -> gradeStopped(completion.text(), target);
    };
  }

  /** Judges an answer as it stands, with nothing to look for. */
  public Verdict gradeAnswer(String answer, String target) {
    check(target);
    if (MathAnswers.isEmpty(answer)) {
      return new Verdict.Unparsed("the answer is empty");
    }
    String wanted = finder.findInTarget(target).text();
    Optional<ChoiceTarget> choice = ChoiceTarget.of(wanted);
    String content = choice.map(ChoiceTarget::content).filter(c -> !c.isEmpty()).orElse(wanted);
    return choice
        .flatMap(option -> option.judgeAnswer(answer, wanted))
        .orElseGet(() -> judge(Extracted.bare(answer), content));
  }

  @Override
  public String canonical(String extracted) {
    try {
      return answers.canonical(finder.findInTarget(extracted).text(), new Work(stepsPerRow));
    } catch (OutOfWorkException e) {
      return extracted;
    }
  }

  private void check(String target) {
    problemWithTarget(target)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
  }

  private Verdict gradeStopped(String text, String target) {
    AnswerPart part = AnswerPart.of(text, options.reasoning() == Reasoning.REQUIRED);
    if (!part.problem().isEmpty()) {
      return new Verdict.Unparsed(part.problem());
    }
    String wanted = finder.findInTarget(target).text();
    Optional<ChoiceTarget> choice = ChoiceTarget.of(wanted);
    if (choice.isPresent()) {
      Optional<Verdict> verdict = choice.get().judge(part.text(), wanted);
      if (verdict.isPresent()) {
        return verdict.get();
      }
      wanted = choice.get().content().isEmpty() ? wanted : choice.get().content();
    }
    Optional<Extracted> found = finder.find(part.text());
    if (found.isEmpty()) {
      return new Verdict.Unparsed("no answer in " + part.text().length() + " characters");
    }
    if (MathAnswers.isEmpty(found.get().text())) {
      return new Verdict.Unparsed("the " + found.get().source().word() + " answer is empty");
    }
    return judge(found.get(), wanted);
  }

  private Verdict judge(Extracted found, String target) {
    Work work = new Work(stepsPerRow);
    try {
      return compared(found, target, work);
    } catch (OutOfWorkException e) {
      return new Verdict.GraderTimeout(
          "comparing " + quoted(found.text()) + " with " + quoted(target) + ": " + e.getMessage());
    }
  }

  private Verdict compared(Extracted found, String target, Work work) {
    String text = found.text();
    Comparison comparison = answers.compare(text, target, work);
    boolean isSentence =
        !comparison.isEqual() && !found.sentence().isEmpty() && isSentence(text.strip());
    if (isSentence && !answers.isMathematics(text, work)) {
      for (String part : found.parts()) {
        Comparison ofPart = answers.compare(part, target, work);
        if (ofPart.isEqual() || answers.isMathematics(part, work)) {
          text = part;
          comparison = ofPart;
          break;
        }
      }
    }
    if (!comparison.isEqual()) {
      Matcher labelled = LABELLED.matcher(text);
      if (labelled.matches()) {
        Comparison ofContent = answers.compare(labelled.group(1), target, work);
        comparison = ofContent.isEqual() ? ofContent : comparison;
      }
    }
    return verdict(text, target, found.source(), comparison);
  }

  /** Whether a text has several words, or is written in a script that may not part them. */
  private static boolean isSentence(String text) {
    return text.indexOf(' ') >= 0
        || text.chars().anyMatch(c -> c > 0x2E80 && Character.isLetter(c));
  }

  static Verdict verdict(
      String text, String target, Extracted.Source source, Comparison comparison) {
    String extracted = Excerpt.of(text.strip(), MAX_EXTRACTED_CHARS);
    String relation = comparison.isEqual() ? " equals the target " : " differs from the target ";
    String explanation =
        quoted(text.strip()) + relation + quoted(target) + ": " + comparison.reason();
    return comparison.isEqual()
        ? new Verdict.Correct(extracted, explanation, source.word())
        : new Verdict.Wrong(extracted, explanation, source.word());
  }

  private static String quoted(String text) {
    return "'" + Excerpt.of(text, MAX_EXPLAINED_CHARS) + "'";
  }
}
