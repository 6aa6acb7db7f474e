package io.retort.benchmark.published;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.benchmark.Benchmark;
import io.retort.benchmark.Problem;
import io.retort.benchmark.ProblemKind;
import io.retort.benchmark.rows.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An order of a problem's options that depends on nothing but the problem: by the SHA-256 of
 * question and option.
 *
 * <p>A model that prefers a letter gains nothing by it, and every run, machine and night sees the
 * same order; options placed by a random source would make two runs unlike each other.
 */
final class OptionOrder {

  private OptionOrder() {}

  /**
   * The problem with its options in that order, the target following; the metadata's {@code
   * published_letters} tells where each option was.
   */
  static Problem shuffled(Problem problem) {
    if (problem.kind() != ProblemKind.CHOICE) {
      return problem;
    }
    List<String> choices = problem.choices();
    List<String> letters = Problem.letters(choices.size());
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < choices.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparing(i -> hash(problem, choices.get(i)))); // stable: equal options
    int target = order.indexOf(letters.indexOf(problem.target()));
    ObjectNode metadata = JsonText.object(problem.metadata());
    order.forEach(i -> metadata.withArray("published_letters").add(letters.get(i)));
    return problem.withChoices(
        order.stream().map(choices::get).toList(), letters.get(target), metadata.toString());
  }

  private static String hash(Problem problem, String option) {
    String text = problem.context() + '\0' + problem.question() + '\0' + option;
    return Benchmark.sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
