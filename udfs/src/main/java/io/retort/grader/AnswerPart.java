package io.retort.grader;

/**
 * The part of a completion that an answer may stand in: what follows the last {@code </think>}.
 *
 * @param text the part; empty if there is a problem
 * @param problem why there is none, as a sentence; empty if there is one
 */
record AnswerPart(String text, String problem) {

  private static final String OPENING = "<think>";
  private static final String CLOSING = "</think>";

  /** Longest part that is looked at, from the end; an answer of a megabyte is none. */
  private static final int MAX_CHARS = 1_000_000;

  /**
   * Takes the reasoning off.
   *
   * @param isReasoningRequired whether a completion without any tag has no answer; else it is all
   *     answer, because its model does not reason in tags
   */
  static AnswerPart of(String completion, boolean isReasoningRequired) {
    int close = completion.lastIndexOf(CLOSING);
    boolean isOpen = completion.indexOf(OPENING, Math.max(0, close)) >= 0;
    if (isOpen || (close < 0 && isReasoningRequired)) {
      return new AnswerPart(
          "", "the reasoning has no </think> at its end (" + completion.length() + " characters)");
    }
    int start = close < 0 ? 0 : close + CLOSING.length();
    return new AnswerPart(
        completion.substring(Math.max(start, completion.length() - MAX_CHARS)), "");
  }
}
