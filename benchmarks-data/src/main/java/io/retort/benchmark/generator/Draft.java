package io.retort.benchmark.generator;

/**
 * What a family says about one drawn problem, beside the reasoning in its trace.
 *
 * @param question the wording put to the model
 * @param answer in LaTeX, without the box
 * @param numbers the problem with its wording dropped; equal for two problems exactly if they ask
 *     the same of the same numbers
 */
record Draft(String question, String answer, String numbers) {

  Draft(String question, int answer, String numbers) {
    this(question, Integer.toString(answer), numbers);
  }
}
