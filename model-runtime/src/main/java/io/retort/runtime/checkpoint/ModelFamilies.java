package io.retort.runtime.checkpoint;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The families by the word that config.json calls them. */
final class ModelFamilies {

  private static final Map<String, Function<ConfigFile, ModelConfig>> READERS =
      new TreeMap<>(
          Map.of(
              DeepseekV2Config.MODEL_TYPE, DeepseekV2Config::read,
              DeepseekV3Config.MODEL_TYPE, DeepseekV3Config::read,
              LlamaConfig.MODEL_TYPE, LlamaConfig::read,
              Qwen2Config.MODEL_TYPE, Qwen2Config::read,
              Qwen3Config.MODEL_TYPE, Qwen3Config::read,
              Qwen3MoeConfig.MODEL_TYPE, Qwen3MoeConfig::read));

  private ModelFamilies() {}

  static ModelConfig read(Path configJson) {
    ConfigFile file = ConfigFile.read(configJson);
    Function<ConfigFile, ModelConfig> reader = READERS.get(file.text("model_type", ""));
    if (reader == null) {
      throw file.wrong("model_type", "one of " + String.join(", ", READERS.keySet()));
    }
    return reader.apply(file);
  }
}
