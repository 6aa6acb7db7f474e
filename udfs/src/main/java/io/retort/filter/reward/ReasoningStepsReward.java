package io.retort.filter.reward;

import java.util.regex.Pattern;

/** {@code reasoning_steps}: min(1, count / 3) of the marks that steps begin with. */
public final class ReasoningStepsReward {

  private static final double ENOUGH = 3;
  private static final Pattern MARK =
      Pattern.compile("Step \\d+:|^\\d+\\.|\\n-|\\n\\*|First,|Second,|Next,|Finally,");

  private ReasoningStepsReward() {}

  public static double of(String text) {
    return Math.min(1, MARK.matcher(text).results().limit((long) ENOUGH).count() / ENOUGH);
  }
}
