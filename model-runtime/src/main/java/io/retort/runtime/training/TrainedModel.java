package io.retort.runtime.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.checkpoint.DeepseekV3Config;
import io.retort.runtime.checkpoint.TensorReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The model of a run: its shape, the weights it starts from, and the files beside its weights. */
final class TrainedModel {

  private static final String CONFIG = "config.json";
  private static final List<String> COMPANIONS =
      List.of(CONFIG, "generation_config.json", "tokenizer.json", "tokenizer_config.json");

  private final Path folder;
  private final long seed;
  private final DeepseekV3Config config;
  private final Map<String, List<Long>> tensors;
  private final Optional<Checkpoint> frozen;

  private TrainedModel(
      Path folder,
      long seed,
      DeepseekV3Config config,
      Map<String, List<Long>> tensors,
      Optional<Checkpoint> frozen) {
    this.folder = folder;
    this.seed = seed;
    this.config = config;
    this.tensors = tensors;
    this.frozen = frozen;
  }

  /** The model that a folder describes, from random weights. */
  static TrainedModel of(Path template, long seed) {
    DeepseekV3Config config = DeepseekV3Config.read(template.resolve(CONFIG));
    return new TrainedModel(template, seed, config, config.tensors(), Optional.empty());
  }

  /**
   * A checkpoint as it is, with a layer for multi-token prediction behind it that starts from
   * random weights.
   */
  static TrainedModel mtpOf(Path folder, long seed) {
    Checkpoint checkpoint = Checkpoint.open(folder);
    DeepseekV3Config config = DeepseekV3Config.read(folder.resolve(CONFIG));
    Map<String, List<Long>> tensors = new LinkedHashMap<>(config.tensors());
    tensors.putAll(config.mtpTensors());
    return new TrainedModel(folder, seed, config, tensors, Optional.of(checkpoint));
  }

  DeepseekV3Config config() {
    return config;
  }

  /** All that a checkpoint of the run holds, by name, with shapes. */
  Map<String, List<Long>> tensors() {
    return tensors;
  }

  /** The weights before the first step. */
  float[] start(String name) {
    return frozen
        .filter(checkpoint -> config.tensors().containsKey(name))
        .map(checkpoint -> TensorReader.floats(checkpoint.tensor(name)))
        .orElseGet(() -> WeightStart.values(name, shape(name), seed));
  }

  /** As many zeros as a tensor has values. */
  float[] zeros(String name) {
    return new float[Math.toIntExact(shape(name).stream().reduce(1L, Math::multiplyExact))];
  }

  private List<Long> shape(String name) {
    List<Long> shape = tensors.get(name);
    if (shape == null) {
      throw new IllegalArgumentException("tensor must be one of the model, but was '" + name + "'");
    }
    return shape;
  }

  /** What the weights of a run depend on besides its settings; empty for random ones. */
  String origin() {
    return frozen.map(checkpoint -> ", behind checkpoint " + checkpoint.fingerprint()).orElse("");
  }

  /** Writes what a checkpoint has beside its weights. */
  void writeCompanions(Path target) throws IOException {
    for (String companion : COMPANIONS) {
      Files.copy(
          folder.resolve(companion),
          target.resolve(companion),
          StandardCopyOption.REPLACE_EXISTING);
    }
    if (frozen.isPresent()) {
      ObjectMapper json = new ObjectMapper();
      Path written = target.resolve(CONFIG);
      ObjectNode root = (ObjectNode) json.readTree(written.toFile());
      root.put(DeepseekV3Config.MTP_LAYERS, 1);
      json.writerWithDefaultPrettyPrinter().writeValue(written.toFile(), root);
    }
  }
}
