package io.retort.grader;

/**
 * The part of a completion that an answer may stand in: what follows the last {@code </think>}.
 *
 * @param text the part; empty if there is a problem
 * @param problem why there is none, as a sentence; empty if there is one
 */
record AnswerPart(String text, String problem) {

  /**
   * Takes the reasoning off.
   *
   * @param isReasoningRequired whether a completion without any tag has no answer; else it is all
   *     answer, because its model does not reason in tags
   */
  static AnswerPart of(String completion, boolean isReasoningRequired) {
    boolean hasTags = completion.contains("<think>") || completion.contains("</think>");
    if (!hasTags && !isReasoningRequired) {
      return new AnswerPart(completion, "");
    }
    ReasoningSplit split = ReasoningSplit.of(completion);
    return split.isClosed()
        ? new AnswerPart(split.answer(), "")
        : new AnswerPart(
            "",
            "the reasoning has no </think> at its end (" + completion.length() + " characters)");
  }
}
