package io.retort.bench;

import com.sun.management.OperatingSystemMXBean;
import io.retort.benchmark.Benchmarks;
import io.retort.benchmark.Problem;
import io.retort.runtime.ChatMessage;
import io.retort.runtime.Completion;
import io.retort.runtime.DraftSource;
import io.retort.runtime.Engine;
import io.retort.runtime.EngineOptions;
import io.retort.runtime.Engines;
import io.retort.runtime.GenerationRequest;
import io.retort.runtime.SamplingParams;
import io.retort.runtime.batching.BatchStatistics;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How often guessed tokens are right on the bundled benchmark, and how much faster they make an
 * engine; completions must be the same with and without.
 *
 * <p>Run it with the path of a checkpoint and, if wished, name=value: guesses (lookup:2,lookup:4,
 * lookup:8; mtp:1 guesses one token by the checkpoint's own layer), sequences at a time (1,8,64),
 * temperatures (0,0.6), problems for each sequence (4, but at least 12 in all), runs (3),
 * new_tokens (300), lanes (1), threads (1), dtype (auto). All ways are run in turn, and medians are
 * printed.
 */
public final class Speculation {

  private static final String PLAIN = "none:0";
  private static final OperatingSystemMXBean CPU =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final Path checkpoint;
  private final Settings settings;

  private Speculation(Path checkpoint, Settings settings) {
    this.checkpoint = checkpoint;
    this.settings = settings;
  }

  public static void main(String[] args) {
    Speculation bench = new Speculation(Path.of(args[0]), new Settings(args));
    System.out.println(
        "temperature  sequences  guesses    tokens/s  speed-up  by CPU time  right of guessed"
            + "    tokens a pass");
    for (String sequences : bench.settings.list("sequences", "1,8,64")) {
      bench.run(Integer.parseInt(sequences));
    }
  }

  private void run(int sequences) {
    Map<String, Engine> engines = new LinkedHashMap<>();
    try {
      engines.put(PLAIN, engine(sequences, 0, DraftSource.LOOKUP));
      for (String guesses : settings.list("guesses", "lookup:2,lookup:4,lookup:8")) {
        String[] parts = guesses.split(":", 2);
        engines.put(
            guesses, engine(sequences, Integer.parseInt(parts[1]), DraftSource.of(parts[0])));
      }
      for (String temperature : settings.list("temperatures", "0,0.6")) {
        compare(engines, sequences, Double.parseDouble(temperature));
      }
    } finally {
      engines.values().forEach(Engine::close);
    }
  }

  private Engine engine(int sequences, int drafts, DraftSource source) {
    int lanes = settings.whole("lanes", 1);
    EngineOptions options =
        new EngineOptions(
            settings.text("dtype", "auto"), sequences / lanes, settings.whole("threads", 1));
    return Engines.load(
        checkpoint, options.withLanes(lanes).withDrafts(drafts).withDraftSource(source));
  }

  private void compare(Map<String, Engine> engines, int sequences, double temperature) {
    Map<String, List<Result>> results = new LinkedHashMap<>();
    for (int run = 0; run < settings.whole("runs", 3); run++) {
      engines.forEach(
          (name, engine) ->
              results
                  .computeIfAbsent(name, none -> new ArrayList<>())
                  .add(run(engine, sequences, temperature)));
    }
    Result plain = median(results.getOrDefault(PLAIN, List.of()));
    results.forEach(
        (name, runs) -> {
          Result result = median(runs);
          if (result.hash() != plain.hash()) {
            throw new IllegalStateException(
                "guesses must not change a completion, but did: " + name);
          }
          BatchStatistics.Steps steps = result.steps();
          System.out.printf(
              Locale.ROOT,
              "%-11.1f  %9d  %-9s  %8.0f  %8.2f  %11.2f  %6.1f %% of %-6d  %12.2f%n",
              temperature,
              sequences,
              name,
              result.tokens() / result.seconds(),
              plain.seconds() / result.seconds(),
              cpuSeconds(results.getOrDefault(PLAIN, List.of())) / cpuSeconds(runs),
              100.0 * steps.accepted() / Math.max(1, steps.drafted()),
              steps.drafted(),
              (double) steps.tokens() / steps.sequences());
        });
  }

  private Result run(Engine engine, int sequences, double temperature) {
    List<GenerationRequest> requests = new ArrayList<>();
    SamplingParams sampling =
        new SamplingParams(temperature, 0.95, settings.whole("new_tokens", 300), 1);
    for (Problem problem : problems(Math.max(12, settings.whole("problems", 4) * sequences))) {
      List<Integer> prompt = engine.prompt(List.of(new ChatMessage("user", problem.question())));
      requests.add(new GenerationRequest(problem.id(), 0, prompt, sampling));
    }
    List<Completion> completions = new ArrayList<>();
    BatchStatistics.Steps before = engine.statistics().all();
    long start = System.nanoTime();
    long cpuBefore = CPU.getProcessCpuTime();
    engine.generate(requests, completions::add);
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuSeconds = (CPU.getProcessCpuTime() - cpuBefore) / 1e9;
    return new Result(
        seconds,
        cpuSeconds,
        completions.stream().mapToLong(completion -> completion.tokens().size()).sum(),
        completions.stream().mapToLong(EngineThroughput::hash).sum(),
        engine.statistics().all().since(before));
  }

  /** Spread over the whole benchmark, which is sorted by family and level. */
  private static List<Problem> problems(int count) {
    List<Problem> all = Benchmarks.open("steps", Optional.empty()).problems();
    List<Problem> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      some.add(all.get((int) ((long) i * all.size() / count)));
    }
    return some;
  }

  /** The least of all runs: neighbours on the machine disturb it little, and only upwards. */
  private static double cpuSeconds(List<Result> runs) {
    return runs.stream().mapToDouble(Result::cpuSeconds).min().orElseThrow();
  }

  private static Result median(List<Result> runs) {
    return runs.stream()
        .sorted((a, b) -> Double.compare(a.seconds(), b.seconds()))
        .toList()
        .get(runs.size() / 2);
  }

  private record Result(
      double seconds, double cpuSeconds, long tokens, long hash, BatchStatistics.Steps steps) {}
}
