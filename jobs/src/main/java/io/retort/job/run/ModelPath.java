package io.retort.job.run;

import io.retort.job.config.GenerationConfig;
import io.retort.runtime.checkpoint.CheckpointLocation;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the checkpoint folder that {@code model.path} means. */
final class ModelPath {

  private static final String HOME = "retort.home";

  private ModelPath() {}

  /**
   * The folder as an absolute path: an executor's working directory is another one.
   *
   * @throws IllegalArgumentException if there is no such folder
   */
  static Path resolve(String model) {
    Path folder = model.equals(GenerationConfig.BUNDLED) ? bundled() : located(model);
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "model.path must be a checkpoint folder, but there is no folder " + folder);
    }
    return folder.toAbsolutePath().normalize();
  }

  private static Path located(String model) {
    try {
      return CheckpointLocation.resolve(model);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("model.path: " + e.getMessage(), e);
    }
  }

  private static Path bundled() {
    String home = System.getProperty(HOME, "");
    if (home.isEmpty()) {
      throw new IllegalArgumentException(
          "model.path must be a checkpoint folder where retort is not started by its launcher, but"
              + " was 'bundled'; give a folder or -D"
              + HOME
              + "=FOLDER_OF_RETORT");
    }
    return Path.of(home, "model-runtime", "models", "retort-teacher");
  }
}
