package io.retort.job;

import io.retort.runtime.EngineOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say how a command loads a checkpoint and runs sequences on it. */
final class EngineSettings {

  @Mixin private LoadOptions load = new LoadOptions();

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "16",
      description = "Most sequences that run together; ${DEFAULT-VALUE}. It changes no result.")
  private int batch;

  /**
   * What they say.
   *
   * @throws IllegalArgumentException naming the option that is wrong
   */
  EngineOptions options() {
    return load.options(batch);
  }
}
