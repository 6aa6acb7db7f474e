package io.retort.grader.text;

import io.retort.grader.Verdict;

/**
 * A verdict with its points, for graders that give part of a point.
 *
 * @param points in [0, 1]; 1 exactly if the verdict is correct
 */
public record Grade(Verdict verdict, double points) {

  /** All or nothing. */
  public static Grade of(Verdict verdict) {
    return new Grade(verdict, verdict.points());
  }
}
