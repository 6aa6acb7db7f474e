package io.retort.job.likelihood;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * A text whose probability after a prompt is asked for.
 *
 * <p>Prompt and text are tokenized together, and every token counts from the first in which the
 * whole differs from the prompt alone: where the text's first letters join the prompt's last token,
 * that token is scored as well (lm-evaluation-harness splits at the same place).
 *
 * @param tokenIds of prompt and text, the beginning-of-sequence token included
 * @param start the first token that counts, at least 1: nothing stands before token 0
 * @param bytes of the text in UTF-8
 */
public record Continuation(List<Integer> tokenIds, int start, int bytes) {

  public Continuation {
    tokenIds = List.copyOf(tokenIds);
  }

  /**
   * A text after a prompt.
   *
   * @param before the prompt's ids
   * @param tokenizer the ids of a text from the beginning of a sequence
   */
  public static Continuation of(
      String prompt, List<Integer> before, String text, Function<String, List<Integer>> tokenizer) {
    List<Integer> whole = tokenizer.apply(prompt + text);
    int common = 0;
    while (common < Math.min(before.size(), whole.size() - 1)
        && before.get(common).equals(whole.get(common))) {
      common++;
    }
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    return new Continuation(whole, Math.max(1, common), bytes);
  }

  /**
   * How probable the text is.
   *
   * @param logprobs of the last tokens, those that count among them
   */
  public Likelihood likelihood(List<Float> logprobs) {
    int counted = Math.max(0, tokenIds.size() - start);
    double sum = 0;
    for (float logprob : logprobs.subList(logprobs.size() - counted, logprobs.size())) {
      sum += logprob;
    }
    return new Likelihood(sum, counted, bytes);
  }
}
