package io.retort.runtime;

import java.util.List;

/**
 * One rollout to generate.
 *
 * @param problemId keys the random stream together with {@code rollout} and the seed
 * @param rollout number of this rollout among the k of its problem, from 0
 * @param promptTokens ids after the chat template, the beginning-of-sequence token included
 * @param sampling how tokens are drawn
 */
public record GenerationRequest(
    String problemId, int rollout, List<Integer> promptTokens, SamplingParams sampling) {

  public GenerationRequest {
    promptTokens = List.copyOf(promptTokens);
    if (rollout < 0) {
      throw new IllegalArgumentException("rollout must be at least 0, but was " + rollout);
    }
    if (promptTokens.isEmpty()) {
      throw new IllegalArgumentException(
          "promptTokens must not be empty, but were for problem '" + problemId + "'");
    }
  }
}
