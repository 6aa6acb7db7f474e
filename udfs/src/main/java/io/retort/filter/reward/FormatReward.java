package io.retort.filter.reward;

/**
 * {@code format}: 1 for a text of the form {@code
 * ^<think>\n.*?\n</think>\n<answer>\n.*?\n</answer>$} (any character within, {@code $} at a line's
 * end too), else 0.
 */
public final class FormatReward {

  private FormatReward() {}

  public static double of(String text) {
    return AnswerSpan.of(text).isPresent() ? 1 : 0;
  }
}
