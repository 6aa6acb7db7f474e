package io.retort.grader.text;

import io.retort.grader.Verdict;
import java.util.Optional;

/** Equal after normalisation, character by character. */
record ExactMatchRule(Normalization normalization) implements AnswerRule {

  @Override
  public Optional<String> problemWithTarget(String target) {
    return Targets.problemIfEmpty(target, normalization);
  }

  @Override
  public Grade compare(String answer, String target) {
    String found = normalization.text(answer);
    String wanted = normalization.text(target);
    return Grade.of(
        found.equals(wanted)
            ? new Verdict.Correct(
                Shown.extracted(answer),
                Shown.quoted(answer) + " equals the target " + Shown.quoted(target))
            : new Verdict.Wrong(
                Shown.extracted(answer),
                Shown.quoted(found) + " differs from " + Shown.quoted(wanted)));
  }

  @Override
  public String canonical(String answer) {
    return normalization.text(answer);
  }
}
