package io.retort.grader;

/**
 * A completion in the R1 format, taken apart at {@code </think>}.
 *
 * <p>The answer is what follows the last {@code </think>}: whatever stands before it is reasoning,
 * boxes included. Without {@code </think>}, or where a {@code <think>} after it is never closed,
 * everything is reasoning and there is no answer. A {@code <think>} at the very start is dropped,
 * so that it makes no difference whether the chat template or the model wrote it.
 *
 * @param reasoning the text up to the last {@code </think>}, without the white space around it
 * @param answer the text after it, without the white space around it; empty if there is none
 * @param isClosed whether the reasoning ended, so that {@code answer} may be graded
 * @param formatOk whether this is R1 format to the letter: one {@code </think>} and no second
 *     {@code <think>}, reasoning that is not empty, and one box in the answer. A property of the
 *     text alone: a truncated completion may have it
 */
public record ReasoningSplit(String reasoning, String answer, boolean isClosed, boolean formatOk) {

  private static final String OPENING = "<think>";
  private static final String CLOSING = "</think>";

  /** Takes {@code completion} apart in time linear in its length. */
  public static ReasoningSplit of(String completion) {
    String text = completion.strip();
    if (text.startsWith(OPENING)) {
      text = text.substring(OPENING.length());
    }
    int last = text.lastIndexOf(CLOSING);
    if (last < 0 || text.indexOf(OPENING, last) >= 0) {
      return new ReasoningSplit(text.strip(), "", false, false);
    }
    String reasoning = text.substring(0, last).strip();
    String answer = text.substring(last + CLOSING.length()).strip();
    boolean oneOfEach = !reasoning.contains(CLOSING) && !reasoning.contains(OPENING);
    boolean formatOk = oneOfEach && !reasoning.isEmpty() && Boxes.in(answer).count() == 1;
    return new ReasoningSplit(reasoning, answer, true, formatOk);
  }
}
