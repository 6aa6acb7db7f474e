package io.retort.runtime;

import java.util.List;

/**
 * Texts that may follow one prompt, as token ids.
 *
 * @param prompt at least one token, the beginning of a sequence
 * @param endings what may stand after it; one may be empty
 */
public record PromptEndings(List<Integer> prompt, List<List<Integer>> endings) {

  public PromptEndings {
    prompt = List.copyOf(prompt);
    endings = endings.stream().map(List::copyOf).toList();
    if (prompt.isEmpty()) {
      throw new IllegalArgumentException("a prompt must have at least 1 token, but has 0");
    }
  }

  /** Tokens that run for all endings, once: the prompt's last runs with each ending. */
  int shared() {
    return prompt.size() - 1;
  }

  /** Tokens that a pass over each whole sequence would run: all but the last of each. */
  public long asked() {
    return endings.stream().mapToLong(ending -> shared() + ending.size()).sum();
  }
}
