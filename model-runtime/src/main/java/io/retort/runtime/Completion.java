package io.retort.runtime;

import java.util.List;

/**
 * What one rollout produced.
 *
 * @param tokens generated ids, the stop token included where there is one
 * @param text {@code tokens} decoded without the stop token; a prefix that the chat template forces
 *     (R1's {@code <think>\n}) belongs to the prompt and is not repeated here
 * @param finishReason why it ended
 * @param error what went wrong; empty unless {@code finishReason} is {@link FinishReason#ERROR}
 * @param sumLogprob sum of the natural log-probabilities of {@code tokens} under the model's own
 *     distribution: temperature 1, nothing filtered
 * @param prefillMillis wall time of the prefill that this rollout was part of
 * @param decodeMillis wall time from the end of prefill to its last token
 */
public record Completion(
    String problemId,
    int rollout,
    List<Integer> tokens,
    String text,
    FinishReason finishReason,
    String error,
    double sumLogprob,
    long prefillMillis,
    long decodeMillis) {

  public Completion {
    tokens = List.copyOf(tokens);
  }

  /** A completion that never ran. */
  public static Completion failed(GenerationRequest request, String error) {
    return new Completion(
        request.problemId(), request.rollout(), List.of(), "", FinishReason.ERROR, error, 0, 0, 0);
  }
}
