package io.retort.benchmark.generator;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A problem with its worked solution.
 *
 * @param level 1 (easiest) to {@link Family#LEVELS}
 * @param question what the user asks
 * @param reasoning the chain of steps, one elementary step a line, in order
 * @param answer in LaTeX without the box: {@code -12}, {@code \frac{3}{4}}, {@code 35\%}
 * @param canonical the family's word and the numbers, wording dropped; decides the {@link Split}
 */
public record GeneratedProblem(
    Family family,
    int level,
    String question,
    List<TraceSegment> reasoning,
    String answer,
    String canonical) {

  public GeneratedProblem {
    reasoning = List.copyOf(reasoning);
  }

  public String reasoningText() {
    return reasoning.stream().map(TraceSegment::text).collect(Collectors.joining());
  }

  /** What follows the prompt's {@code <think>\n}; the end-of-sequence token is not part of it. */
  public String completionText() {
    return reasoningText() + closingText();
  }

  /** The part of the completion after the reasoning, all of it learned. */
  public String closingText() {
    return "\n</think>\n\nThe answer is \\boxed{" + answer + "}.";
  }
}
