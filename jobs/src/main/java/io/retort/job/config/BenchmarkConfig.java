package io.retort.job.config;

/**
 * Which problems are asked.
 *
 * @param name name of the benchmark, as {@code reference.yaml} lists them
 * @param file the benchmark's own file; empty for a bundled one
 * @param limit only the first so many problems; 0 takes all
 */
public record BenchmarkConfig(String name, String file, int limit) {

  private static final int MOST_PROBLEMS = 10_000_000;

  static BenchmarkConfig read(SettingsReader settings) {
    return new BenchmarkConfig(
        settings.name("benchmark.name"),
        settings.text("benchmark.file"),
        settings.whole("benchmark.limit", 0, MOST_PROBLEMS));
  }
}
