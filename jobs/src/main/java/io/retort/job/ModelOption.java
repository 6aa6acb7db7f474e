package io.retort.job;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names the checkpoint of a command. */
final class ModelOption {

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "Hugging Face checkpoint folder.")
  private Path model = Path.of("");

  Path folder() {
    return model;
  }
}
