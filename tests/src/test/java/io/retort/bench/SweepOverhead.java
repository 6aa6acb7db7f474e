package io.retort.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.job.JobEnvironment;
import io.retort.job.RetortCommand;
import io.retort.job.SweepJob;
import io.retort.runtime.Completion;
import io.retort.runtime.Engine;
import io.retort.runtime.GenerationRequest;
import io.retort.runtime.batching.BatchStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * What a sweep's generation costs beyond the engine: the same rollouts by {@code retort sweep}
 * (Spark's tasks, journal, progress) and by its engine alone, turn by turn in one JVM.
 *
 * <p>Run it with -Dretort.home=(the source tree), an empty folder, the number of turns and settings
 * of the sweep, name=value; without these it is the bundled one. The engine is loaded before the
 * first turn, whose figures are not counted.
 */
public final class SweepOverhead {

  private SweepOverhead() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    int turns = Integer.parseInt(args[1]);
    System.setProperty("spark.ui.enabled", "false");
    List<Double> ratios = new ArrayList<>();
    for (int turn = 0; turn <= turns; turn++) {
      RememberedModels.REQUESTS.clear();
      BatchStatistics start = RememberedModels.statistics();
      double sweep = sweep(folder.resolve("run-" + turn), List.of(args).subList(2, args.length));
      BatchStatistics swept = RememberedModels.statistics();
      List<GenerationRequest> requests = List.copyOf(RememberedModels.REQUESTS);
      double bare = bare(RememberedModels.engine(), requests);
      System.out.printf(
          Locale.ROOT,
          "turn %d: %,d rollouts, sweep %,.0f tokens/s %s, engine alone %,.0f tokens/s %s, ratio %.3f%n",
          turn,
          requests.size(),
          sweep,
          slots(start, swept),
          bare,
          slots(swept, RememberedModels.statistics()),
          sweep / bare);
      if (turn > 0) {
        ratios.add(sweep / bare);
      }
    }
    List<Double> sorted = ratios.stream().sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "median ratio of %d turns %.3f%n",
        sorted.size(),
        (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2);
    RememberedModels.engine().close();
  }

  /** How full the engine was. */
  private static String slots(BatchStatistics before, BatchStatistics after) {
    BatchStatistics.Steps steps = after.all().since(before.all());
    return String.format(
        Locale.ROOT,
        "(%,d steps of %.1f sequences)",
        steps.steps(),
        (double) steps.sequences() / steps.steps());
  }

  /** Tokens per second of the sweep's generation, as its metrics.json says. */
  private static double sweep(Path run, List<String> settings) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--run", run.toString()));
    settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
    int exitCode =
        RetortCommand.execute(
            new SweepJob(new JobEnvironment(new RememberedModels(), Clock.systemUTC(), false)),
            arguments.toArray(String[]::new));
    if (exitCode != 0) {
      throw new IllegalStateException("the sweep must end with 0, but ended with " + exitCode);
    }
    return new ObjectMapper()
        .readTree(run.resolve("metrics.json").toFile())
        .at("/generation/tokens_per_second")
        .asDouble();
  }

  private static double bare(Engine engine, List<GenerationRequest> requests) {
    long tokens = 0;
    long start = System.nanoTime();
    Iterator<Completion> completions = engine.generate(requests.iterator(), () -> false);
    while (completions.hasNext()) {
      tokens += completions.next().tokens().size();
    }
    return tokens * 1e9 / (System.nanoTime() - start);
  }
}
