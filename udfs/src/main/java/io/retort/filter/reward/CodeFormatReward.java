package io.retort.filter.reward;

/**
 * {@code code_format}: 1 for the form of {@link FormatReward} with a fenced block of the language
 * in the answer, else 0. Nothing is run.
 */
public final class CodeFormatReward {

  private static final String FENCE = "```";

  private CodeFormatReward() {}

  /**
   * The reward.
   *
   * @param language as after the opening fence, such as "python"
   */
  public static double of(String text, String language) {
    return AnswerSpan.of(text).filter(span -> hasBlock(span.longest(), language)).isPresent()
        ? 1
        : 0;
  }

  private static boolean hasBlock(String answer, String language) {
    String opening = FENCE + language;
    int start = answer.indexOf(opening);
    return start >= 0 && answer.indexOf(FENCE, start + opening.length()) >= 0;
  }
}
