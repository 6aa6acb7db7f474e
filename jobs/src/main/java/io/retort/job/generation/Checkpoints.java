package io.retort.job.generation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.runtime.Engine;
import io.retort.runtime.EngineOptions;
import io.retort.runtime.Engines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Hugging Face checkpoint folders, run by the runtime of this project. */
public record Checkpoints() implements ModelSource {

  private static final long serialVersionUID = 1L;

  @Override
  public ModelFacts facts(Path checkpoint) {
    Engines.verify(checkpoint);
    try {
      return new ModelFacts(
          Engines.fingerprint(checkpoint),
          Sha256.of(Files.readAllBytes(checkpoint.resolve("tokenizer.json"))),
          Sha256.of(chatTemplate(checkpoint)));
    } catch (IOException e) {
      throw new UncheckedIOException(checkpoint + ": the tokenizer's files cannot be read", e);
    }
  }

  @Override
  public Engine load(Path checkpoint, EngineOptions options) {
    return Engines.load(checkpoint, options);
  }

  /** The source of the template, where the tokenizer looks for it: its own file goes first. */
  static String chatTemplate(Path checkpoint) throws IOException {
    Path file = checkpoint.resolve("chat_template.jinja");
    if (Files.exists(file)) {
      return Files.readString(file);
    }
    Path config = checkpoint.resolve("tokenizer_config.json");
    JsonNode entry = new ObjectMapper().readTree(config.toFile()).path("chat_template");
    return entry.isTextual() ? entry.asText() : entry.toString();
  }
}
