package io.retort.runtime;

import java.util.List;

/**
 * What one rollout produced.
 *
 * @param tokens ids of the completion: the forced prefix, then what was generated, the stop token
 *     included where there is one
 * @param text {@code tokens} decoded without the stop token, cut before a stop string; a prefix
 *     that the chat template forces (R1's {@code <think>\n}) belongs to the prompt and is not
 *     repeated here
 * @param finishReason why it ended
 * @param error what went wrong; empty unless {@code finishReason} is {@link FinishReason#ERROR}
 * @param sumLogprob sum of the natural log-probabilities of the generated tokens under the model's
 *     own distribution: temperature 1, nothing filtered, no penalty
 * @param details what was recorded of each generated token; empty unless it was asked for
 * @param prefillMillis wall time of the prefill of its prompt
 * @param decodeMillis wall time from its start on the prompt to its last token
 */
public record Completion(
    String problemId,
    int rollout,
    List<Integer> tokens,
    String text,
    FinishReason finishReason,
    String error,
    double sumLogprob,
    List<TokenDetail> details,
    long prefillMillis,
    long decodeMillis) {

  public Completion {
    tokens = List.copyOf(tokens);
    details = List.copyOf(details);
  }

  /** A completion that never ran. */
  public static Completion failed(GenerationRequest request, String error) {
    return failed(request.problemId(), request.rollout(), error);
  }

  /** A completion that never ran. */
  public static Completion failed(String problemId, int rollout, String error) {
    return new Completion(
        problemId, rollout, List.of(), "", FinishReason.ERROR, error, 0, List.of(), 0, 0);
  }
}
