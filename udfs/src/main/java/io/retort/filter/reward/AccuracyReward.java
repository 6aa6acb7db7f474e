package io.retort.filter.reward;

import io.retort.grader.CompletionText;
import io.retort.grader.Grader;
import java.util.OptionalDouble;

/** {@code accuracy}: 1 for a correct completion, 0 for any other. */
public final class AccuracyReward {

  private AccuracyReward() {}

  /**
   * The reward by a grader; empty if the grader cannot read the target, so that the row is skipped
   * instead of punished.
   */
  public static OptionalDouble of(Grader grader, CompletionText completion, String target) {
    return grader.problemWithTarget(target).isPresent()
        ? OptionalDouble.empty()
        : OptionalDouble.of(grader.grade(completion, target).points());
  }
}
