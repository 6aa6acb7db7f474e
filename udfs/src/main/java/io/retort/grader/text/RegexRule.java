package io.retort.grader.text;

import io.retort.grader.Verdict;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The target is a regular expression (Java's) that must match somewhere in the answer; {@code
 * ^...$} asks for the whole. Work is bounded by the characters that matching looks at.
 */
record RegexRule() implements AnswerRule {

  /** Some tenths of a second; a well-made expression looks at each character a few times. */
  private static final long MAX_STEPS = 20_000_000;

  @Override
  public Optional<String> problemWithTarget(String target) {
    try {
      return Pattern.compile(target).pattern().isEmpty()
          ? Optional.of("target must be a regular expression, but is empty")
          : Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of(
          "target must be a regular expression, but "
              + Shown.quoted(target)
              + " is none: "
              + e.getDescription());
    }
  }

  @Override
  public Grade compare(String answer, String target) {
    Matcher matcher = Pattern.compile(target).matcher(new BoundedText(answer, MAX_STEPS));
    try {
      return Grade.of(
          matcher.find()
              ? new Verdict.Correct(
                  Shown.extracted(matcher.group()),
                  Shown.quoted(matcher.group()) + " matches " + Shown.quoted(target))
              : new Verdict.Wrong(
                  Shown.extracted(answer),
                  "nothing in " + Shown.quoted(answer) + " matches " + Shown.quoted(target)));
    } catch (BoundedText.Exhausted e) {
      return Grade.of(
          new Verdict.GraderTimeout(
              "matching " + Shown.quoted(target) + " took more than " + MAX_STEPS + " steps"));
    } catch (StackOverflowError e) {
      // Java matches repeated groups by recursion; how deep depends on the answer alone.
      return Grade.of(
          new Verdict.GraderTimeout("matching " + Shown.quoted(target) + " went too deep"));
    }
  }

  @Override
  public String canonical(String answer) {
    return answer.strip();
  }
}
