package io.retort.job.teacher;

import io.retort.runtime.checkpoint.DeepseekV3Config;
import io.retort.runtime.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.Optional;

/** The folder that describes a model before it has weights. */
public final class TeacherFolder {

  private TeacherFolder() {}

  /** The named folder, or the bundled teacher's if the name is empty. */
  public static Path of(String template) {
    return template.isEmpty()
        ? Path.of(System.getProperty("retort.home", "."), "conf", "teacher")
        : Path.of(template);
  }

  /** Why a model cannot be trained from this folder. */
  public static Optional<String> problem(Path folder) {
    try {
      DeepseekV3Config config = DeepseekV3Config.read(folder.resolve("config.json"));
      try (Tokenizer tokenizer = Tokenizer.open(folder)) {
        return tokenizer.vocabularySize() <= config.vocabularySize()
            ? Optional.empty()
            : Optional.of(
                folder
                    + ": the model must have a row for each of the tokenizer's "
                    + tokenizer.vocabularySize()
                    + " tokens, but config.json says vocab_size "
                    + config.vocabularySize());
      }
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
