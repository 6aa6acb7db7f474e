package io.retort.runtime.checkpoint;

/**
 * Reads rotary positions from today's {@code rope_parameters} or from {@code rope_theta} and {@code
 * rope_scaling}, as released checkpoints write them.
 */
final class RopeReader {

  private RopeReader() {}

  static Rope read(ConfigFile file, int size, boolean interleaved) {
    ConfigFile settings = settings(file);
    for (ConfigFile place : new ConfigFile[] {file, settings}) {
      if (place.number("partial_rotary_factor", 1) != 1) {
        throw place.wrong("partial_rotary_factor", "1 (nothing else is supported)");
      }
    }
    // 10,000 is what the first families were trained with and so what a file may leave out.
    double theta =
        settings.has("rope_theta")
            ? settings.positiveNumber("rope_theta")
            : file.has("rope_theta") ? file.positiveNumber("rope_theta") : 10_000;
    return new Rope(theta, size, interleaved, scaling(file, settings));
  }

  private static ConfigFile settings(ConfigFile file) {
    for (String key : new String[] {"rope_parameters", "rope_scaling"}) {
      if (file.has(key)) {
        ConfigFile settings = file.object(key);
        if (settings.hasObjects()) {
          throw file.wrong(key, "one set of settings for all layers");
        }
        return settings;
      }
    }
    return file.empty("rope_scaling");
  }

  private static Rope.Scaling scaling(ConfigFile file, ConfigFile settings) {
    String typeKey = settings.has("rope_type") ? "rope_type" : "type";
    return switch (settings.text(typeKey, "default")) {
      case "default" -> new Rope.Unscaled();
      case "yarn" -> yarn(settings, originalPositions(file, settings));
      case "llama3" -> llama3(settings, originalPositions(file, settings));
      default ->
          throw settings.wrong(typeKey, "default, yarn or llama3 (nothing else is supported)");
    };
  }

  private static int originalPositions(ConfigFile file, ConfigFile settings) {
    String key = "original_max_position_embeddings";
    if (file.has(key)) {
      return file.positive(key);
    }
    return settings.atLeast(key, 1, file.positive("max_position_embeddings"));
  }

  private static Rope.Yarn yarn(ConfigFile settings, int originalPositions) {
    return new Rope.Yarn(
        settings.positiveNumber("factor"),
        originalPositions,
        settings.number("beta_fast", 32),
        settings.number("beta_slow", 1),
        settings.number("mscale", 0),
        settings.number("mscale_all_dim", 0),
        settings.has("attention_factor") ? settings.positiveNumber("attention_factor") : 0,
        settings.flag("truncate", true));
  }

  private static Rope.Llama3 llama3(ConfigFile settings, int originalPositions) {
    double low = settings.positiveNumber("low_freq_factor");
    double high = settings.positiveNumber("high_freq_factor");
    if (high <= low) {
      throw settings.wrong("high_freq_factor", "above low_freq_factor (" + low + ")");
    }
    return new Rope.Llama3(settings.positiveNumber("factor"), originalPositions, low, high);
  }
}
