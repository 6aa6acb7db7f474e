package io.retort.benchmark.protocol;

import io.retort.benchmark.Benchmark;
import io.retort.benchmark.Benchmarks;
import io.retort.benchmark.Message;
import io.retort.benchmark.Problem;
import io.retort.benchmark.ProblemKind;
import io.retort.benchmark.Shots;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A published way of asking and judging.
 *
 * @param name what settings call it by
 * @param source where its texts and numbers come from, and where it differs
 * @param isScored whether a model is asked which option's letter is the most probable, in place of
 *     writing an answer
 * @param option how one option of a multiple choice is written, such as {@code {letter}) {text}}
 * @param prompts the user turn for a benchmark's name or else for a kind of problem; see {@link
 *     PromptTemplate}
 * @param fewShots how solved examples are shown, for a benchmark's name or else for a kind of
 *     problem
 * @param graders for a kind of problem, a grader's name and, after a colon, its preset
 * @param settings recommended settings of a run by their keys in {@code reference.yaml}
 * @param benchmarkSettings those of a benchmark, which go over the others
 */
public record Preset(
    String name,
    String source,
    boolean isScored,
    String option,
    Map<String, String> prompts,
    Map<String, FewShotFormat> fewShots,
    Map<String, String> graders,
    Map<String, Object> settings,
    Map<String, Map<String, Object>> benchmarkSettings) {

  public Preset {
    prompts = Collections.unmodifiableSortedMap(new TreeMap<>(prompts));
    fewShots = Map.copyOf(fewShots);
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
    return benchmark.asked(name, new Asked(benchmark.problems(), this::question), Shots.NONE);
  }

  /**
   * A benchmark asked by this preset after solved examples.
   *
   * @param count how many there are before each question; none is asked as {@link #ask(Benchmark)}
   *     does
   * @param file the examples in the project's own format, see {@link Benchmarks#open}
   * @throws IllegalArgumentException if the file is missing or not wanted, if the preset has no
   *     form for examples of a kind of problem, or if there are too few for a question
   */
  public Benchmark ask(Benchmark benchmark, int count, Optional<Path> file) {
    if (count == 0) {
      requireNone(file);
      return ask(benchmark);
    }
    FewShotFormat format = fewShotFormat(benchmark.problems().get(0), count);
    Benchmark examples =
        Benchmarks.open("canonical", Optional.of(required(benchmark, count, format, file)));
    FewShots shots = new FewShots(format, count, examples);
    benchmark.problems().forEach(shots::turns);
    return benchmark.asked(name, new Asked(benchmark.problems(), shots::turns), shots.shots());
  }

  private static void requireNone(Optional<Path> file) {
    file.ifPresent(
        given -> {
          throw new IllegalArgumentException(
              "benchmark.few_shots must be at least 1 where benchmark.few_shot_file is given, but"
                  + " was 0 with "
                  + given);
        });
  }

  private Path required(Benchmark benchmark, int count, FewShotFormat format, Optional<Path> file) {
    return file.orElseThrow(
        () ->
            new IllegalArgumentException(
                "benchmark.few_shot_file must name a file of solved examples, since protocol '"
                    + name
                    + "' asks '"
                    + benchmark.name()
                    + "' after "
                    + count
                    + " ("
                    + format.from()
                    + "), but none was given; benchmark.few_shots=0 asks without"));
  }

  private FewShotFormat fewShotFormat(Problem problem, int count) {
    FewShotFormat ofBenchmark = fewShots.get(problem.benchmark());
    return Optional.ofNullable(ofBenchmark)
        .or(() -> Optional.ofNullable(fewShots.get(problem.kind().word())))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "protocol '"
                        + name
                        + "' must have a form for solved examples of benchmark '"
                        + problem.benchmark()
                        + "' or the kind '"
                        + problem.kind().word()
                        + "' to show "
                        + count
                        + ", but has forms for: "
                        + (fewShots.isEmpty()
                            ? "nothing"
                            : String.join(", ", new TreeSet<>(fewShots.keySet())))
                        + "; benchmark.few_shots must be 0"));
  }

  /** The problems as this preset asks them, each made when it is looked at. */
  private static final class Asked extends AbstractList<Problem> implements RandomAccess {

    private final List<Problem> problems;
    private final Function<Problem, List<Message>> turns;

    /**
     * @param turns what takes the place of a problem's last turn
     */
    Asked(List<Problem> problems, Function<Problem, List<Message>> turns) {
      this.problems = problems;
      this.turns = turns;
    }

    @Override
    public Problem get(int index) {
      Problem problem = problems.get(index);
      List<Message> messages = new ArrayList<>(problem.messages());
      messages.remove(messages.size() - 1);
      messages.addAll(turns.apply(problem));
      return problem.withMessages(messages);
    }

    @Override
    public int size() {
      return problems.size();
    }
  }

  private List<Message> question(Problem problem) {
    return List.of(new Message("user", new PromptTemplate(prompt(problem), option).fill(problem)));
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

  /**
   * SHA-256 over all that decides a prompt: how options are written, and every template. That of
   * solved examples is apart, see {@link Shots}: without them it decides nothing.
   */
  public String sha256() {
    StringBuilder text = new StringBuilder(option);
    prompts.forEach((key, prompt) -> text.append('\0').append(key).append('\0').append(prompt));
    return Benchmark.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
