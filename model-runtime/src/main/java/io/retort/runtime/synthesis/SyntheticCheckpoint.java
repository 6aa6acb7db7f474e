package io.retort.runtime.synthesis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.runtime.checkpoint.ModelConfig;
import io.retort.runtime.checkpoint.TensorType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;

/**
 * A checkpoint of random weights: a real model's shape without its knowledge, to measure speed and
 * memory with. The same configuration, seed and type give the same bytes on any machine.
 */
public final class SyntheticCheckpoint {

  private static final ObjectMapper JSON = new ObjectMapper();
  // Weights are written plain, whatever the configuration says of its own.
  private static final List<String> LEFT_OUT =
      List.of("quantization_config", "dtype", "torch_dtype", "auto_map");
  private static final List<String> GENERATION_KEYS =
      List.of("bos_token_id", "eos_token_id", "pad_token_id");

  private final ObjectNode config;
  private final ModelConfig model;
  private final TensorType type;

  private SyntheticCheckpoint(ObjectNode config, ModelConfig model, TensorType type) {
    this.config = config;
    this.model = model;
    this.type = type;
  }

  /**
   * Reads the shape.
   *
   * @param configJson text of a config.json
   * @param source what it is called in messages
   * @param type F32 or BF16
   * @throws IllegalArgumentException naming the key that is missing, wrong or not supported
   */
  public static SyntheticCheckpoint of(String configJson, String source, TensorType type)
      throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(configJson);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          source + " must be JSON, but is not: " + e.getOriginalMessage(), e);
    }
    if (!root.isObject()) {
      throw new IllegalArgumentException(source + " must hold a JSON object, but does not");
    }
    ObjectNode config = ((ObjectNode) root).deepCopy();
    config.remove(LEFT_OUT);
    config.put("torch_dtype", type.dtype());
    return new SyntheticCheckpoint(config, parse(config, source), type);
  }

  // A configuration is read from a file, whose name is not the one a person knows.
  private static ModelConfig parse(ObjectNode config, String source) throws IOException {
    Path file = Files.createTempFile("config", ".json");
    try {
      Files.writeString(file, config.toString());
      return ModelConfig.read(file);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          String.valueOf(e.getMessage()).replace(file.toString(), source), e);
    } finally {
      Files.delete(file);
    }
  }

  /** Its shape. */
  public ModelConfig model() {
    return model;
  }

  /** Bytes of all tensors. */
  public long bytes() {
    return Shard.split(model.tensors(), type, Long.MAX_VALUE).get(0).bytes(type);
  }

  /**
   * Writes config.json, generation_config.json and the weights into an existing, empty folder.
   *
   * @param shardBytes most bytes of one file, unless a single tensor is larger
   * @param threads that make values
   * @param onWritten takes bytes as they are written, on those threads
   */
  public void write(Path folder, long seed, long shardBytes, int threads, LongConsumer onWritten)
      throws IOException {
    List<Shard> shards = Shard.split(model.tensors(), type, shardBytes);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      ShardWriter writer = new ShardWriter(seed, type, pool, onWritten);
      for (Shard shard : shards) {
        writer.write(folder, shard);
      }
    } finally {
      pool.shutdownNow();
    }
    if (shards.size() > 1) {
      write(folder.resolve("model.safetensors.index.json"), index(shards));
    }
    write(folder.resolve("generation_config.json"), generationConfig());
    write(folder.resolve("config.json"), config);
  }

  private ObjectNode index(List<Shard> shards) {
    ObjectNode index = JSON.createObjectNode();
    index
        .putObject("metadata")
        .put("total_size", shards.stream().mapToLong(shard -> shard.bytes(type)).sum());
    ObjectNode files = index.putObject("weight_map");
    shards.forEach(shard -> shard.shapes().keySet().forEach(name -> files.put(name, shard.name())));
    return index;
  }

  private ObjectNode generationConfig() {
    ObjectNode generation = JSON.createObjectNode();
    for (Map.Entry<String, JsonNode> entry : config.properties()) {
      if (GENERATION_KEYS.contains(entry.getKey())) {
        generation.set(entry.getKey(), entry.getValue());
      }
    }
    return generation;
  }

  private static void write(Path file, ObjectNode json) throws IOException {
    Files.writeString(file, json.toPrettyString() + "\n");
  }
}
