package io.retort.runtime.checkpoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a checkpoint's publishers sample from it, as its generation_config.json says. Empty is what
 * they leave open.
 *
 * @param isSampled {@code do_sample}: without it transformers takes the most probable token
 */
public record GenerationDefaults(
    boolean isSampled,
    Optional<Double> temperature,
    Optional<Double> topP,
    Optional<Integer> topK,
    Optional<Double> minP,
    Optional<Double> repetitionPenalty,
    Optional<Integer> maxNewTokens) {

  private static final String FILE = "generation_config.json";

  /**
   * Reads the file, where there is one.
   *
   * @throws IllegalArgumentException naming the key that is wrong
   */
  public static GenerationDefaults read(Path folder) {
    Path path = folder.resolve(FILE);
    if (!Files.exists(path)) {
      return new GenerationDefaults(
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
    ConfigFile file = ConfigFile.read(path);
    return new GenerationDefaults(
        file.flag("do_sample", false),
        number(file, "temperature"),
        number(file, "top_p"),
        whole(file, "top_k", -1),
        number(file, "min_p"),
        number(file, "repetition_penalty"),
        whole(file, "max_new_tokens", 1));
  }

  private static Optional<Double> number(ConfigFile file, String key) {
    return file.has(key) ? Optional.of(file.number(key)) : Optional.empty();
  }

  private static Optional<Integer> whole(ConfigFile file, String key, int least) {
    return file.has(key) ? Optional.of(file.atLeast(key, least)) : Optional.empty();
  }
}
