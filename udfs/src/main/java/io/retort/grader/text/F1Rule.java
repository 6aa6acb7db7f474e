package io.retort.grader.text;

import io.retort.grader.Verdict;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Points by the overlap of words: the harmonic mean of precision and recall. Correct is only what
 * has the target's words and no others.
 *
 * <p>SQuAD counts words as often as they occur; DROP takes them as sets, and gives nothing if the
 * target has numbers of which the answer has none (its {@code _match_numbers_if_present}). Where
 * DROP's answer or target has several spans, each is paired with at most one of the other's so that
 * the pairs' points sum to the most, and the sum is shared among as many as the longer list has
 * (its {@code _align_bags}). Its script rounds the points to two decimals; here they are not.
 *
 * @param answer finds the answer in the text that is judged
 */
record F1Rule(Normalization normalization, UnaryOperator<String> answer) implements AnswerRule {

  /** Takes the whole text as the answer. */
  F1Rule(Normalization normalization) {
    this(normalization, UnaryOperator.identity());
  }

  @Override
  public Optional<String> problemWithTarget(String target) {
    return Targets.problemIfEmpty(target, normalization);
  }

  @Override
  public Grade compare(String text, String target) {
    return graded(answer.apply(text), target);
  }

  private Grade graded(String answer, String target) {
    List<String> found = normalization.spans(answer);
    List<String> wanted = normalization.spans(target);
    double f1 = aligned(found, wanted);
    String explanation =
        String.format(
            Locale.ROOT,
            "F1 of %s and the target %s is %.4f%s",
            Shown.quoted(answer),
            Shown.quoted(target),
            f1,
            found.size() + wanted.size() == 2
                ? ""
                : ", spans aligned: " + found.size() + " and " + wanted.size());
    String extracted = Shown.extracted(answer);
    return f1 == 1
        ? Grade.of(new Verdict.Correct(extracted, explanation))
        : new Grade(new Verdict.Wrong(extracted, explanation), f1);
  }

  @Override
  public Optional<String> partialPoints() {
    return Optional.of("F1");
  }

  @Override
  public String canonical(String answer) {
    return new ExactMatchRule(normalization).canonical(answer);
  }

  private double aligned(List<String> found, List<String> wanted) {
    List<List<String>> foundWords = found.stream().map(normalization::tokens).toList();
    List<List<String>> wantedWords = wanted.stream().map(normalization::tokens).toList();
    double[][] points = new double[wanted.size()][found.size()];
    for (int i = 0; i < points.length; i++) {
      for (int j = 0; j < points[i].length; j++) {
        points[i][j] = f1(foundWords.get(j), wantedWords.get(i));
      }
    }
    return Alignment.best(points) / Math.max(found.size(), wanted.size());
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
    if (found + wanted == 0) {
      return 1; // two spans of nothing but articles
    }
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
