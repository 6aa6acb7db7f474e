package io.retort.benchmark.protocol;

import io.retort.benchmark.Benchmark;
import io.retort.benchmark.Message;
import io.retort.benchmark.Problem;
import io.retort.benchmark.ProblemKind;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A published way of asking and judging.
 *
 * @param name what settings call it by
 * @param source where its texts and numbers come from, and where it differs
 * @param option how one option of a multiple choice is written, such as {@code {letter}) {text}}
 * @param prompts the user turn for a benchmark's name or else for a kind of problem; see {@link
 *     PromptTemplate}
 * @param graders for a kind of problem, a grader's name and, after a colon, its preset
 * @param settings recommended settings of a run by their keys in {@code reference.yaml}
 * @param benchmarkSettings those of a benchmark, which go over the others
 */
public record Preset(
    String name,
    String source,
    String option,
    Map<String, String> prompts,
    Map<String, String> graders,
    Map<String, Object> settings,
    Map<String, Map<String, Object>> benchmarkSettings) {

  public Preset {
    prompts = Collections.unmodifiableSortedMap(new TreeMap<>(prompts));
    graders = Map.copyOf(graders);
    settings = Map.copyOf(settings);
    benchmarkSettings = Map.copyOf(benchmarkSettings);
  }

  /**
   * A benchmark asked by this preset: the last turn of each problem, the user's, is the preset's
   * text; turns before it stay.
   *
   * @throws IllegalArgumentException if the preset has no prompt for a kind of problem in it
   */
  public Benchmark ask(Benchmark benchmark) {
    benchmark.problems().forEach(this::prompt);
    return benchmark.asked(name, new Asked(benchmark.problems()));
  }

  /** The problems as this preset asks them, each made when it is looked at. */
  private final class Asked extends AbstractList<Problem> implements RandomAccess {

    private final List<Problem> problems;

    Asked(List<Problem> problems) {
      this.problems = problems;
    }

    @Override
    public Problem get(int index) {
      return ask(problems.get(index));
    }

    @Override
    public int size() {
      return problems.size();
    }
  }

  private Problem ask(Problem problem) {
    List<Message> messages = new ArrayList<>(problem.messages());
    String text = new PromptTemplate(prompt(problem), option).fill(problem);
    messages.set(messages.size() - 1, new Message("user", text));
    return problem.withMessages(messages);
  }

  private String prompt(Problem problem) {
    String ofKind = prompts.get(problem.kind().word());
    String prompt = prompts.getOrDefault(problem.benchmark(), ofKind == null ? "" : ofKind);
    if (prompt.isEmpty()) {
      throw new IllegalArgumentException(
          "protocol '"
              + name
              + "' must have a prompt for benchmark '"
              + problem.benchmark()
              + "' or the kind '"
              + problem.kind().word()
              + "', but has prompts for: "
              + String.join(", ", prompts.keySet()));
    }
    return prompt;
  }

  /** The grader for a kind of problem and, after a colon, its preset; empty if there is none. */
  public Optional<String> grader(ProblemKind kind) {
    return Optional.ofNullable(graders.get(kind.word()));
  }

  /** Recommended settings for a benchmark, by their keys; what is missing is not recommended. */
  public SortedMap<String, Object> settings(String benchmark) {
    SortedMap<String, Object> all = new TreeMap<>(settings);
    all.putAll(benchmarkSettings.getOrDefault(benchmark, Map.of()));
    return all;
  }

  /** SHA-256 over all that decides a prompt: how options are written, and every template. */
  public String sha256() {
    StringBuilder text = new StringBuilder(option);
    prompts.forEach((key, prompt) -> text.append('\0').append(key).append('\0').append(prompt));
    return Benchmark.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
