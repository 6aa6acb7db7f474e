package io.retort.job.plan;

import io.retort.benchmark.Problem;
import io.retort.job.likelihood.Question;
import io.retort.job.table.ProblemRow;
import io.retort.runtime.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The prompts of a benchmark under one model's tokenizer and chat template.
 *
 * @param meanTokens over the measured problems
 * @param longest tokens of the longest of them
 * @param first the first problem's
 */
record Prompts(double meanTokens, int longest, PromptSample first) {

  // Lengths within a benchmark differ by a factor of a few; the mean of 256 is within percents.
  private static final int MOST_MEASURED = 256;

  /**
   * Measures the prompts of some problems, evenly spread over the benchmark.
   *
   * @param isScored whether they are plain text, after which options are scored
   * @throws IllegalArgumentException if the chat template refuses one of them
   */
  static Prompts of(
      Path checkpoint, String benchmark, String model, List<Problem> problems, boolean isScored) {
    try (Tokenizer tokenizer = Tokenizer.open(checkpoint)) {
      List<Integer> lengths = new ArrayList<>();
      int step = Math.max(1, problems.size() / MOST_MEASURED);
      for (int i = 0; i < problems.size(); i += step) {
        lengths.add(ids(problems.get(i), tokenizer, isScored).size());
      }
      List<Integer> ids = ids(problems.get(0), tokenizer, isScored);
      return new Prompts(
          lengths.stream().mapToInt(Integer::intValue).average().orElseThrow(),
          lengths.stream().mapToInt(Integer::intValue).max().orElseThrow(),
          new PromptSample(
              benchmark,
              model,
              problems.get(0).id(),
              ids.size(),
              ids,
              tokenizer.decode(ids, false)));
    }
  }

  private static List<Integer> ids(Problem problem, Tokenizer tokenizer, boolean isScored) {
    return isScored
        ? tokenizer.sequence(Question.plainText(problem.messages()))
        : tokenizer.prompt(ProblemRow.of(problem).conversation());
  }
}
