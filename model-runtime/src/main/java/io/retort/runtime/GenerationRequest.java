package io.retort.runtime;

import java.util.List;

/**
 * One rollout to generate.
 *
 * @param problemId keys the random stream together with {@code rollout} and the seed
 * @param rollout number of this rollout among the k of its problem, from 0
 * @param promptTokens ids after the chat template, the beginning-of-sequence token included
 * @param forcedPrefix ids that the completion begins with whatever the model would say; they count
 *     as text of the completion, not as new tokens
 * @param sampling how tokens are drawn
 * @param expectedTokens about how many tokens will be generated, 0 if unknown; the longest start
 *     first, so that none is left running alone at the end
 */
public record GenerationRequest(
    String problemId,
    int rollout,
    List<Integer> promptTokens,
    List<Integer> forcedPrefix,
    SamplingParams sampling,
    int expectedTokens) {

  public GenerationRequest {
    promptTokens = List.copyOf(promptTokens);
    forcedPrefix = List.copyOf(forcedPrefix);
    if (rollout < 0) {
      throw new IllegalArgumentException("rollout must be at least 0, but was " + rollout);
    }
    if (promptTokens.isEmpty()) {
      throw new IllegalArgumentException(
          "promptTokens must not be empty, but were for problem '" + problemId + "'");
    }
    if (expectedTokens < 0) {
      throw new IllegalArgumentException(
          "expectedTokens must be at least 0, but was " + expectedTokens);
    }
  }

  /** A completion that nothing is forced on, of unknown length. */
  public GenerationRequest(
      String problemId, int rollout, List<Integer> promptTokens, SamplingParams sampling) {
    this(problemId, rollout, promptTokens, List.of(), sampling, 0);
  }

  /** The same with an estimate of its length. */
  public GenerationRequest expecting(int tokens) {
    return new GenerationRequest(problemId, rollout, promptTokens, forcedPrefix, sampling, tokens);
  }
}
