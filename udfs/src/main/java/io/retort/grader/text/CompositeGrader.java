package io.retort.grader.text;

import io.retort.grader.CompletionText;
import io.retort.grader.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Several graders over the same answer and target.
 *
 * <p>The parts that have an answer decide; if none has, the verdict is the first part's. Points are
 * combined as {@link Combination} says; correct is what has the whole point.
 */
public final class CompositeGrader implements AnswerGrader {

  private final Combination combination;
  private final List<Part> parts;

  /**
   * @param parts at least one
   */
  public CompositeGrader(Combination combination, List<Part> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a composite grader needs at least 1 part, but got 0");
    }
    this.combination = combination;
    this.parts = List.copyOf(parts);
  }

  /** How points become one number. */
  public enum Combination {
    /** The smallest: every part must be satisfied. */
    ALL,
    /** The largest: one part is enough. */
    ANY,
    /** The mean by weight. */
    WEIGHTED
  }

  /**
   * One of the graders.
   *
   * @param weight above 0; used by {@link Combination#WEIGHTED} alone
   */
  public record Part(AnswerGrader grader, double weight) {
    public Part {
      // Written so that NaN fails too: every comparison with NaN is false.
      if (!(weight > 0 && weight <= Double.MAX_VALUE)) {
        throw new IllegalArgumentException("a weight must be above 0, but was " + weight);
      }
    }
  }

  @Override
  public String name() {
    return combination.name().toLowerCase(Locale.ROOT) + ":" + joined(part -> part.grader().name());
  }

  @Override
  public String version() {
    return joined(part -> part.grader().version());
  }

  @Override
  public Optional<String> problemWithTarget(String target) {
    return parts.stream()
        .flatMap(part -> part.grader().problemWithTarget(target).stream())
        .findFirst();
  }

  @Override
  public Grade judge(CompletionText completion, String target) {
    return combined(grader -> grader.judge(completion, target));
  }

  @Override
  public Grade judgeAnswer(String answer, String target) {
    return combined(grader -> grader.judgeAnswer(answer, target));
  }

  /** Weights make parts of points even of graders that give none. */
  @Override
  public Optional<String> partialPoints() {
    boolean isPartial =
        combination == Combination.WEIGHTED
            || parts.stream().anyMatch(part -> part.grader().partialPoints().isPresent());
    return isPartial ? Optional.of("points") : Optional.empty();
  }

  /** The first part's. */
  @Override
  public String canonical(String extracted) {
    return parts.get(0).grader().canonical(extracted);
  }

  private Grade combined(Function<AnswerGrader, Grade> judge) {
    List<Grade> grades = parts.stream().map(part -> judge.apply(part.grader())).toList();
    Optional<Grade> answered = grades.stream().filter(CompositeGrader::hasAnswer).findFirst();
    if (answered.isEmpty()) {
      return grades.get(0);
    }
    double points = points(grades);
    String extracted = answered.get().verdict().extracted();
    String explanation = explanation(grades);
    return points == 1
        ? Grade.of(new Verdict.Correct(extracted, explanation))
        : new Grade(new Verdict.Wrong(extracted, explanation), points);
  }

  private double points(List<Grade> grades) {
    return switch (combination) {
      case ALL -> grades.stream().mapToDouble(Grade::points).min().orElseThrow();
      case ANY -> grades.stream().mapToDouble(Grade::points).max().orElseThrow();
      case WEIGHTED -> weighted(grades);
    };
  }

  private double weighted(List<Grade> grades) {
    double sum = 0;
    double weights = 0;
    for (int i = 0; i < grades.size(); i++) {
      sum += grades.get(i).points() * parts.get(i).weight();
      weights += parts.get(i).weight();
    }
    return sum / weights;
  }

  private String explanation(List<Grade> grades) {
    List<String> sentences = new ArrayList<>();
    for (int i = 0; i < grades.size(); i++) {
      sentences.add(parts.get(i).grader().name() + ": " + grades.get(i).verdict().explanation());
    }
    return String.join("; ", sentences);
  }

  private static boolean hasAnswer(Grade grade) {
    return grade.verdict() instanceof Verdict.Correct || grade.verdict() instanceof Verdict.Wrong;
  }

  private String joined(Function<Part, String> word) {
    return parts.stream().map(word).collect(Collectors.joining(","));
  }
}
