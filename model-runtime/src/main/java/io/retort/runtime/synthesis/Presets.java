package io.retort.runtime.synthesis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Shapes that come with retort, as config.json texts. */
public final class Presets {

  /** Their names. */
  public static final List<String> NAMES =
      List.of("tiny", "small-moe", "long-context", "deepseek-v3-layer");

  private Presets() {}

  /** The config.json of that name; empty if there is none. */
  public static Optional<String> find(String name) throws IOException {
    if (!NAMES.contains(name)) {
      return Optional.empty();
    }
    try (InputStream in = Presets.class.getResourceAsStream(name + ".json")) {
      if (in == null) {
        throw new IllegalStateException("resource '" + name + ".json' is missing from the jar");
      }
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
