package io.retort.job;

import io.retort.benchmark.Benchmark;
import io.retort.benchmark.Benchmarks;
import io.retort.benchmark.protocol.Presets;
import io.retort.job.config.BenchmarkConfig;
import io.retort.job.config.Combination;
import io.retort.job.config.InvalidInputException;
import io.retort.job.config.SweepMatrix;
import io.retort.job.generation.ModelFacts;
import io.retort.job.generation.ModelSource;
import io.retort.job.plan.SweepRun;
import io.retort.job.run.RunDirectory;
import io.retort.job.run.RunPreparation;
import io.retort.job.run.RunRequest;
import io.retort.runtime.Engine;
import io.retort.runtime.EngineOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;

/**
 * Checks every run of a sweep before the first one starts. A benchmark is read once and a
 * checkpoint's facts, which take its whole bytes, are computed once, however many runs share them.
 */
final class SweepPreparation {

  /** In the directory of a sweep of several runs: where they lie and what came out. */
  static final String INDEX = "sweep.json";

  private final JobEnvironment environment;
  private final FactsOnce models;
  private final Map<BenchmarkSource, Benchmark> benchmarks = new HashMap<>();
  private final Set<String> problems;

  /**
   * A preparation that goes on where reading the settings ended.
   *
   * @param found problems found so far
   */
  SweepPreparation(JobEnvironment environment, List<String> found) {
    this.environment = environment;
    this.models = new FactsOnce(environment.models());
    this.problems = new LinkedHashSet<>(found);
  }

  /**
   * Checks the runs.
   *
   * @throws InvalidInputException with everything that is wrong, each problem once
   */
  List<SweepRun> prepare(SweepMatrix matrix, Configuration hadoop) {
    List<SweepRun> runs = new ArrayList<>();
    for (Combination combination : matrix.combinations()) {
      try {
        runs.add(
            new SweepRun(
                combination,
                new RunPreparation(models, environment.clock(), List.copyOf(problems))
                    .prepare(request(combination), hadoop)));
      } catch (InvalidInputException e) {
        problems.addAll(e.problems());
      }
    }
    requireOneKind(matrix, hadoop);
    if (!problems.isEmpty()) {
      throw new InvalidInputException(List.copyOf(problems));
    }
    return runs;
  }

  private RunRequest request(Combination combination) {
    BenchmarkConfig benchmark = combination.config().benchmark();
    Supplier<Benchmark> opened =
        () ->
            benchmarks.computeIfAbsent(
                new BenchmarkSource(
                    benchmark.name(),
                    path(benchmark.file()),
                    benchmark.protocol(),
                    benchmark.fewShots(),
                    path(benchmark.fewShotFile())),
                BenchmarkSource::open);
    return new RunRequest(
        combination.config().runDir(),
        opened,
        benchmark.limit(),
        combination.config().generation(),
        combination.settings());
  }

  /** One run and a sweep of several do not share a directory: their files would mix. */
  private void requireOneKind(SweepMatrix matrix, Configuration hadoop) {
    try {
      RunDirectory directory = RunDirectory.at(matrix.dir(), hadoop);
      if (matrix.isMatrix() && directory.manifest().isPresent()) {
        problems.add(
            directory.display()
                + " must be free or hold a sweep of several runs, but holds a single one (run.json);"
                + " give another run.dir");
      } else if (!matrix.isMatrix() && directory.has(INDEX)) {
        problems.add(
            directory.display()
                + " must be free or hold a single run, but holds a sweep of several ("
                + INDEX
                + "); give another run.dir");
      }
    } catch (InvalidInputException e) {
      problems.addAll(e.problems());
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(matrix.dir() + " cannot be read", e);
    }
  }

  private static Optional<Path> path(String file) {
    return file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file));
  }

  private record BenchmarkSource(
      String name, Optional<Path> file, String protocol, int fewShots, Optional<Path> fewShotFile) {

    Benchmark open() {
      Benchmark plain = Benchmarks.open(name, file);
      return Presets.of(protocol, plain).ask(plain, fewShots, fewShotFile);
    }
  }

  /** Remembers the facts of each checkpoint. */
  private static final class FactsOnce implements ModelSource {

    private static final long serialVersionUID = 1L;

    private final ModelSource models;
    private final HashMap<String, ModelFacts> known = new HashMap<>();

    FactsOnce(ModelSource models) {
      this.models = models;
    }

    @Override
    public ModelFacts facts(Path checkpoint) {
      return known.computeIfAbsent(checkpoint.toString(), path -> models.facts(checkpoint));
    }

    @Override
    public Engine load(Path checkpoint, EngineOptions options) {
      return models.load(checkpoint, options);
    }
  }
}
