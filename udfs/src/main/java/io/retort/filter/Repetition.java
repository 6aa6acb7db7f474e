package io.retort.filter;

/**
 * How far a completion says the same over and over, by its windows of 20 consecutive words.
 *
 * <p>Words stand between white space, so a script without spaces shows no repetition. Distillation
 * usually drops a trace with a window that occurs more than 20 times (the AM-DeepSeek-R1 recipe).
 *
 * @param share windows equal to an earlier one / all windows, in [0, 1); 0 for less than 20 words
 * @param mostFrequent how often the most frequent window occurs; 0 for less than 20 words
 */
public record Repetition(double share, int mostFrequent) {

  /** Words in a window. */
  public static final int WINDOW = 20;

  /** Measures {@code text}. */
  public static Repetition of(String text) {
    WordWindows windows = WordWindows.of(text, WINDOW);
    return new Repetition(windows.repeatedShare(), windows.mostFrequent());
  }
}
