package io.retort.grader.text;

import io.retort.grader.Verdict;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Points by the overlap of words: the harmonic mean of precision and recall. Correct is only what
 * has the target's words and no others.
 *
 * <p>SQuAD counts words as often as they occur; DROP takes them as sets, and gives nothing if the
 * target has numbers of which the answer has none (its {@code _match_numbers_if_present}).
 */
record F1Rule(Normalization normalization) implements AnswerRule {

  @Override
  public Optional<String> problemWithTarget(String target) {
    return Targets.problemIfEmpty(target, normalization);
  }

  @Override
  public Grade compare(String answer, String target) {
    double f1 = f1(normalization.tokens(answer), normalization.tokens(target));
    String explanation =
        String.format(
            Locale.ROOT,
            "F1 of %s and the target %s is %.4f",
            Shown.quoted(answer),
            Shown.quoted(target),
            f1);
    String extracted = Shown.extracted(answer);
    return f1 == 1
        ? Grade.of(new Verdict.Correct(extracted, explanation))
        : new Grade(new Verdict.Wrong(extracted, explanation), f1);
  }

  @Override
  public String canonical(String answer) {
    return normalization.text(answer);
  }

  private double f1(List<String> found, List<String> wanted) {
    if (normalization != Normalization.DROP) {
      return f1(shared(found, wanted), found.size(), wanted.size());
    }
    Set<String> foundSet = new LinkedHashSet<>(found);
    Set<String> wantedSet = new LinkedHashSet<>(wanted);
    Set<String> both = new LinkedHashSet<>(wantedSet);
    both.retainAll(foundSet);
    boolean wantsNumber = wantedSet.stream().anyMatch(Normalization::isNumber);
    boolean hasNumber = both.stream().anyMatch(Normalization::isNumber);
    return wantsNumber && !hasNumber ? 0 : f1(both.size(), foundSet.size(), wantedSet.size());
  }

  private static double f1(int shared, int found, int wanted) {
    // 2 / (1 / precision + 1 / recall), without the rounding of the two quotients
    return shared == 0 ? 0 : 2.0 * shared / (found + wanted);
  }

  private static int shared(List<String> found, List<String> wanted) {
    Map<String, Integer> left = new HashMap<>();
    wanted.forEach(word -> left.merge(word, 1, Integer::sum));
    int shared = 0;
    for (String word : found) {
      int count = left.getOrDefault(word, 0);
      if (count > 0) {
        left.put(word, count - 1);
        shared++;
      }
    }
    return shared;
  }
}
