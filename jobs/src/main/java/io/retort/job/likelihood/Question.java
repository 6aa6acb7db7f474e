package io.retort.job.likelihood;

import io.retort.benchmark.Message;
import io.retort.benchmark.Problem;
import io.retort.runtime.PromptEndings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A problem with the texts to score after its prompt.
 *
 * @param promptIds ids of the prompt alone
 * @param continuations in the order of its options, or one for the target
 */
public record Question(Problem problem, List<Integer> promptIds, List<Continuation> continuations) {

  // Templates such as "Answer:" end without a space, and words are tokenized with the one before.
  private static final String DELIMITER = " ";

  public Question {
    promptIds = List.copyOf(promptIds);
    continuations = List.copyOf(continuations);
  }

  /**
   * A problem as it is asked.
   *
   * @param problem its turns are the prompt, as plain text
   * @param tokenizer the ids of a text from the beginning of a sequence
   * @throws IllegalArgumentException if the problem has not what the mode needs
   */
  public static Question of(Problem problem, Mode mode, Function<String, List<Integer>> tokenizer) {
    mode.require(problem);
    String prompt = plainText(problem.messages());
    List<Integer> ids = tokenizer.apply(prompt);
    List<Continuation> continuations = new ArrayList<>();
    for (String text : mode.texts(problem)) {
      continuations.add(Continuation.of(prompt, ids, DELIMITER + text, tokenizer));
    }
    return new Question(problem, ids, continuations);
  }

  /**
   * Turns without a chat template, as lm-evaluation-harness and lighteval write them: an answer
   * follows its question after a space, and other turns after an empty line.
   */
  public static String plainText(List<Message> turns) {
    StringBuilder text = new StringBuilder();
    for (Message turn : turns) {
      boolean isAnswer = turn.role().equals("assistant");
      if (text.length() > 0) {
        text.append(isAnswer ? DELIMITER : "\n\n");
      }
      text.append(isAnswer ? turn.content().strip() : turn.content());
    }
    return text.toString();
  }

  /** What is to be scored: all that counts of each text, after all that is common before it. */
  public PromptEndings endings() {
    int common = continuations.stream().mapToInt(Continuation::start).min().orElse(1);
    return new PromptEndings(
        continuations.get(0).tokenIds().subList(0, common),
        continuations.stream()
            .map(text -> text.tokenIds().subList(common, text.tokenIds().size()))
            .toList());
  }

  /**
   * The problem with what the model thinks of its texts.
   *
   * @param logprobs of the {@link #endings}
   */
  public ScoredQuestion scored(List<List<Float>> logprobs) {
    List<Likelihood> likelihoods = new ArrayList<>();
    for (int i = 0; i < continuations.size(); i++) {
      likelihoods.add(continuations.get(i).likelihood(logprobs.get(i)));
    }
    return new ScoredQuestion(problem, likelihoods);
  }
}
