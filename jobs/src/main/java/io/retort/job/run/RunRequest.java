package io.retort.job.run;

import io.retort.benchmark.Benchmark;
import io.retort.job.config.GenerationConfig;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What a command wants to run.
 *
 * @param directory the run directory, as the user wrote it
 * @param benchmark opens the benchmark; throws IllegalArgumentException if that is impossible
 * @param limit only the first so many problems; 0 takes all
 * @param generation how the problems are answered
 * @param settings every setting the command read, for the manifest
 */
public record RunRequest(
    String directory,
    Supplier<Benchmark> benchmark,
    int limit,
    GenerationConfig generation,
    SortedMap<String, Object> settings) {

  public RunRequest {
    settings = new TreeMap<>(settings);
  }
}
