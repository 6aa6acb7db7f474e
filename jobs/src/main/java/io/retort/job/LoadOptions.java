package io.retort.job;

import io.retort.runtime.EngineOptions;
import io.retort.runtime.program.Weights;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say how a command loads a checkpoint. */
final class LoadOptions {

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
      defaultValue = "0",
      description =
          "Threads of a pass; 0: all processors. From 3 on, the last bits of numbers may differ.")
  private int threads;

  @Option(
      names = "--weights",
      paramLabel = "FORM",
      defaultValue = "packed",
      description = {
        "packed (a copy that is read faster), mapped (the files themselves) or int8",
        "(half the memory, small errors); ${DEFAULT-VALUE}."
      })
  private String weights = "";

  @Option(
      names = "--devices",
      paramLabel = "DEVICE",
      split = ",",
      defaultValue = "cpu",
      description = {
        "cpu, or gpu0, gpu1... Several, as in gpu0,gpu1, share the model's layers;",
        "${DEFAULT-VALUE}."
      })
  private List<String> devices = List.of();

  /**
   * What they say.
   *
   * @param batch most sequences that run together
   * @throws IllegalArgumentException naming the option that is wrong
   */
  EngineOptions options(int batch) {
    int cores = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    return new EngineOptions(dtype, batch, cores, Weights.of(weights))
        .withDevices(devices)
        .withLanes(devices.size()); // each device has a lane's pass to run
  }
}
