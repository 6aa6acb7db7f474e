package io.retort.benchmark.protocol;

import io.retort.benchmark.Benchmark;
import io.retort.benchmark.Message;
import io.retort.benchmark.Problem;
import io.retort.benchmark.Shots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Solved examples to show before questions: for each question the first so many of the file, or of
 * those of its subject. An example that is the question itself is passed over.
 */
final class FewShots {

  private final FewShotFormat format;
  private final int count;
  private final Benchmark source;
  private final Map<String, List<Problem>> bySubject;

  /**
   * Examples in a form.
   *
   * @param count how many are shown, at least 1
   * @param source the examples, as a benchmark
   */
  FewShots(FewShotFormat format, int count, Benchmark source) {
    this.format = format;
    this.count = count;
    this.source = source;
    this.bySubject =
        source.problems().stream()
            .collect(
                Collectors.groupingBy(
                    example -> format.sameSubject() ? example.subject() : "",
                    TreeMap::new,
                    Collectors.toList()));
  }

  /** What a run's protocol says of them. */
  Shots shots() {
    return new Shots(count, format.sha256(count, source.sha256()));
  }

  /**
   * The turns that take the place of a problem's last one.
   *
   * @throws IllegalArgumentException if there are too few examples, or one lacks what is shown
   */
  List<Message> turns(Problem problem) {
    List<Problem> examples = examples(problem);
    List<Message> turns = new ArrayList<>();
    if (!format.isTurns()) {
      String shown = examples.stream().map(this::example).collect(Collectors.joining());
      turns.add(user(new PromptTemplate(format.prompt(), format.option()).fill(problem, shown)));
      return turns;
    }
    for (Problem example : examples) {
      String opening = turns.isEmpty() ? filled(format.opening(), example) : "";
      turns.add(user(opening + example(example)));
      turns.add(new Message("assistant", filled(format.answer(), example)));
    }
    turns.add(user(filled(format.prompt(), problem)));
    return turns;
  }

  private List<Problem> examples(Problem problem) {
    String subject = format.sameSubject() ? problem.subject() : "";
    List<Problem> examples =
        bySubject.getOrDefault(subject, List.of()).stream()
            .filter(example -> !isSame(example, problem))
            .limit(count)
            .toList();
    if (examples.size() < count) {
      throw new IllegalArgumentException(
          "benchmark.few_shot_file must hold at least "
              + count
              + " examples"
              + (format.sameSubject() ? " of subject '" + subject + "'" : "")
              + " beside the question of problem '"
              + problem.id()
              + "', but '"
              + source.name()
              + "' holds "
              + examples.size());
    }
    return examples;
  }

  private static boolean isSame(Problem example, Problem problem) {
    return example.question().equals(problem.question())
        && example.context().equals(problem.context());
  }

  private String example(Problem example) {
    return filled(format.example(), example);
  }

  private String filled(String template, Problem problem) {
    return new PromptTemplate(template, format.option()).fill(problem);
  }

  private static Message user(String text) {
    return new Message("user", text);
  }
}
