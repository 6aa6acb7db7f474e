package io.retort.job;

import io.retort.runtime.EngineOptions;
import io.retort.runtime.program.Weights;
import picocli.CommandLine.Option;

/** The options that say how a command loads a checkpoint. */
final class EngineSettings {

  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      defaultValue = "auto",
      description =
          "Arithmetic: auto (the checkpoint's own), float32 or bfloat16; ${DEFAULT-VALUE}.")
  private String dtype = "";

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Threads of the native library; ${DEFAULT-VALUE}. They change no result.")
  private int threads;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "16",
      description = "Most sequences that run together; ${DEFAULT-VALUE}. It changes no result.")
  private int batch;

  @Option(
      names = "--weights",
      paramLabel = "FORM",
      defaultValue = "packed",
      description = {
        "packed (a copy that is read faster), mapped (the files themselves) or int8",
        "(half the memory, small errors); ${DEFAULT-VALUE}."
      })
  private String weights = "";

  /**
   * What they say.
   *
   * @throws IllegalArgumentException naming the option that is wrong
   */
  EngineOptions options() {
    return new EngineOptions(dtype, batch, threads, Weights.of(weights));
  }
}
