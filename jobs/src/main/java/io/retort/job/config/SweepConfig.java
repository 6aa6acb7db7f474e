package io.retort.job.config;

/**
 * Settings of {@code retort sweep}.
 *
 * @param runDir the run directory, a path or a URI of a Hadoop file system
 * @param benchmark which problems are asked
 * @param generation how they are answered
 */
public record SweepConfig(String runDir, BenchmarkConfig benchmark, GenerationConfig generation) {

  /** Reads the keys of a sweep; what is wrong with them waits in {@code settings}. */
  public static SweepConfig read(SettingsReader settings) {
    return new SweepConfig(
        settings.name("run.dir"), BenchmarkConfig.read(settings), GenerationConfig.read(settings));
  }
}
