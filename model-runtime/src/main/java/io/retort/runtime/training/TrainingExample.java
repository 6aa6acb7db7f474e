package io.retort.runtime.training;

import java.util.List;

/**
 * One conversation to learn from.
 *
 * @param tokens prompt and completion, the stop token included
 * @param learned whether the loss counts the token; false on the prompt
 */
public record TrainingExample(List<Integer> tokens, List<Boolean> learned) {

  public TrainingExample {
    tokens = List.copyOf(tokens);
    learned = List.copyOf(learned);
    if (tokens.size() != learned.size()) {
      throw new IllegalArgumentException(
          "every token must have a mark, but there are "
              + tokens.size()
              + " tokens and "
              + learned.size()
              + " marks");
    }
    if (!learned.contains(true)) {
      throw new IllegalArgumentException(
          "an example must have a token to learn, but all " + tokens.size() + " are prompt");
    }
  }
}
