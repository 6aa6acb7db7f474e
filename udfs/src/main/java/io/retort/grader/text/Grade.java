package io.retort.grader.text;

import io.retort.grader.Verdict;
import java.util.Comparator;
import java.util.List;

/**
 * A verdict with its points, for graders that give part of a point.
 *
 * @param points in [0, 1]; 1 exactly if the verdict is correct
 */
public record Grade(Verdict verdict, double points) {

  /**
   * The best of the grades of one answer against targets of which any will do: the one with the
   * most points, the first of equal ones. Where none is correct and one comparison did not come to
   * its end, the answer is undecided, not wrong.
   *
   * @param grades at least one
   */
  public static Grade best(List<Grade> grades) {
    Grade best = grades.stream().max(Comparator.comparingDouble(Grade::points)).orElseThrow();
    return best.verdict() instanceof Verdict.Correct
        ? best
        : grades.stream()
            .filter(grade -> grade.verdict() instanceof Verdict.GraderTimeout)
            .findFirst()
            .orElse(best);
  }

  /** All or nothing. */
  public static Grade of(Verdict verdict) {
    return new Grade(verdict, verdict.points());
  }
}
