package io.retort.job.likelihood;

import io.retort.benchmark.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A problem with the texts to score after its prompt.
 *
 * @param continuations in the order of its options, or one for the target
 */
public record Question(Problem problem, List<Continuation> continuations) {

  // Templates such as "Answer:" end without a space, and words are tokenized with the one before.
  private static final String DELIMITER = " ";

  public Question {
    continuations = List.copyOf(continuations);
  }

  /**
   * A problem as it is asked.
   *
   * @param problem its last turn is the prompt, as plain text
   * @param tokenizer the ids of a text from the beginning of a sequence
   * @throws IllegalArgumentException if the problem has not what the mode needs
   */
  public static Question of(Problem problem, Mode mode, Function<String, List<Integer>> tokenizer) {
    mode.require(problem);
    List<Continuation> continuations = new ArrayList<>();
    for (String text : mode.texts(problem)) {
      continuations.add(Continuation.of(problem.question(), DELIMITER + text, tokenizer));
    }
    return new Question(problem, continuations);
  }

  /** The problem with what the model thinks of its texts. */
  public ScoredQuestion scored(List<Likelihood> likelihoods) {
    return new ScoredQuestion(problem, likelihoods);
  }
}
