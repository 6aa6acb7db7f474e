package io.retort.filter.reward;

import java.util.Optional;

/**
 * The answers that a text in the format of {@link FormatReward} has, found in one pass where the
 * expression could try every pair of tags.
 *
 * @param longest what stands between {@code <answer>\n} and the last closing tag at a line's end
 */
record AnswerSpan(String longest) {

  private static final String START = "<think>\n";
  private static final String MIDDLE = "\n</think>\n<answer>\n";
  private static final String END = "\n</answer>";

  static Optional<AnswerSpan> of(String text) {
    if (!text.startsWith(START)) {
      return Optional.empty();
    }
    // The first one leaves the most room for the end.
    int middle = text.indexOf(MIDDLE, START.length());
    if (middle < 0) {
      return Optional.empty();
    }
    int answer = middle + MIDDLE.length();
    for (int end = text.lastIndexOf(END); end >= answer; end = text.lastIndexOf(END, end - 1)) {
      int after = end + END.length();
      if (after == text.length() || text.charAt(after) == '\n') {
        return Optional.of(new AnswerSpan(text.substring(answer, end)));
      }
    }
    return Optional.empty();
  }
}
