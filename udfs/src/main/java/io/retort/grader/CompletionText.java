package io.retort.grader;

import java.util.Set;

/**
 * The part of a stored completion that a grader may look at.
 *
 * @param finishReason {@code stop}, {@code length} or {@code error}, as stored in the completions
 * @param error what went wrong; empty unless {@code finishReason} is {@code error}
 * @param text what the model wrote after the prompt; where the chat template forces {@code
 *     <think>\n}, that tag belongs to the prompt and does not stand here
 */
public record CompletionText(String finishReason, String error, String text) {

  private static final Set<String> FINISH_REASONS = Set.of("stop", "length", "error");

  public CompletionText {
    if (!FINISH_REASONS.contains(finishReason)) {
      throw new IllegalArgumentException(
          "finish reason must be stop, length or error, but was '" + finishReason + "'");
    }
  }

  /** A completion that the model ended by itself. */
  public static CompletionText stopped(String text) {
    return new CompletionText("stop", "", text);
  }

  /** A completion that ran into its token budget. */
  public static CompletionText cutOff(String text) {
    return new CompletionText("length", "", text);
  }

  /** A completion that the engine could not produce. */
  public static CompletionText failed(String error) {
    return new CompletionText("error", error, "");
  }
}
