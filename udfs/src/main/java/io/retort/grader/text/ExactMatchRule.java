package io.retort.grader.text;

import io.retort.grader.Verdict;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Equal after normalisation, character by character. Several spans are equal in any order, and as
 * many as the target has (DROP's {@code get_metrics}).
 */
record ExactMatchRule(Normalization normalization) implements AnswerRule {

  @Override
  public Optional<String> problemWithTarget(String target) {
    return Targets.problemIfEmpty(target, normalization);
  }

  @Override
  public Grade compare(String answer, String target) {
    List<String> found = spans(answer);
    List<String> wanted = spans(target);
    boolean isSame =
        found.size() == wanted.size()
            && new LinkedHashSet<>(found).equals(new LinkedHashSet<>(wanted));
    return Grade.of(
        isSame
            ? new Verdict.Correct(
                Shown.extracted(answer),
                Shown.quoted(answer) + " equals the target " + Shown.quoted(target))
            : new Verdict.Wrong(
                Shown.extracted(answer),
                Shown.quoted(joined(found)) + " differs from " + Shown.quoted(joined(wanted))));
  }

  @Override
  public String canonical(String answer) {
    return joined(spans(answer).stream().sorted().toList());
  }

  private List<String> spans(String text) {
    return normalization.spans(text).stream().map(normalization::text).toList();
  }

  private static String joined(List<String> spans) {
    return String.join("; ", spans);
  }
}
