package io.retort.job.plan;

import java.util.List;

/**
 * One problem as the model will see it.
 *
 * @param benchmark its label
 * @param model label of the first model that is prompted so
 * @param tokens how many
 * @param tokenIds what the model is given
 * @param text the ids decoded, special tokens included
 */
public record PromptSample(
    String benchmark,
    String model,
    String problemId,
    int tokens,
    List<Integer> tokenIds,
    String text) {

  public PromptSample {
    tokenIds = List.copyOf(tokenIds);
  }
}
