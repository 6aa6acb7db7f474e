package io.retort.job;

import io.retort.runtime.checkpoint.CheckpointLocation;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names the checkpoint of a command. */
final class ModelOption {

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description =
          "Hugging Face checkpoint folder, or the id (org/name, org/name@revision) of one in the"
              + " local Hub cache.")
  private String model = "";

  /**
   * The folder that it means.
   *
   * @throws IllegalArgumentException saying what it must be
   */
  Path folder() {
    return CheckpointLocation.resolve(model);
  }
}
