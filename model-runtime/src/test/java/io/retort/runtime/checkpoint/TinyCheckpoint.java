package io.retort.runtime.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A random checkpoint of a few thousand parameters, with every feature of its family on. */
public final class TinyCheckpoint {

  private final ObjectNode config;
  private final double headScale;

  private TinyCheckpoint(ObjectNode config) {
    this(config, 1);
  }

  private TinyCheckpoint(ObjectNode config, double headScale) {
    this.config = config;
    this.headScale = headScale;
  }

  /**
   * Compressed queries, two of four expert groups, a shared expert, one dense layer, plain RoPE.
   */
  public static TinyCheckpoint aCheckpoint() {
    ObjectNode config = new ObjectMapper().createObjectNode();
    config.put("model_type", "deepseek_v3");
    config.put("vocab_size", 48);
    config.put("hidden_size", 32);
    config.put("intermediate_size", 40);
    config.put("moe_intermediate_size", 24);
    config.put("num_hidden_layers", 3);
    config.put("num_attention_heads", 4);
    config.put("n_shared_experts", 1);
    config.put("n_routed_experts", 8);
    config.put("routed_scaling_factor", 2.5);
    config.put("kv_lora_rank", 16);
    config.put("q_lora_rank", 20);
    config.put("qk_rope_head_dim", 8);
    config.put("v_head_dim", 12);
    config.put("qk_nope_head_dim", 10);
    config.put("n_group", 4);
    config.put("topk_group", 2);
    config.put("num_experts_per_tok", 3);
    config.put("first_k_dense_replace", 1);
    config.put("norm_topk_prob", true);
    config.put("max_position_embeddings", 300);
    config.put("rms_norm_eps", 1e-6);
    config.put("rope_theta", 10000.0);
    config.put("eos_token_id", 1);
    config.put("torch_dtype", "float32");
    return new TinyCheckpoint(config);
  }

  /** The families, each with the features that its released checkpoints have. */
  public static TinyCheckpoint ofFamily(String modelType) {
    return switch (modelType) {
      case "deepseek_v3" -> aCheckpoint();
      case "deepseek_v2" ->
          aCheckpoint()
              .with(
                  config ->
                      config
                          .put("model_type", modelType)
                          .put("norm_topk_prob", false)
                          .put("topk_method", "group_limited_greedy"));
      case "llama", "qwen2", "qwen3", "qwen3_moe" -> grouped(modelType);
      default -> throw new IllegalArgumentException("no tiny checkpoint for " + modelType);
    };
  }

  /** Six heads of queries on two of keys; two of three layers with experts, if it has any. */
  private static TinyCheckpoint grouped(String modelType) {
    ObjectNode config = new ObjectMapper().createObjectNode();
    config.put("model_type", modelType);
    config.put("vocab_size", 48);
    config.put("hidden_size", 48);
    config.put("intermediate_size", 40);
    config.put("moe_intermediate_size", 24);
    config.put("num_hidden_layers", 3);
    config.put("num_attention_heads", 6);
    config.put("num_key_value_heads", 2);
    if (modelType.startsWith("qwen3")) {
      config.put("head_dim", 12);
    }
    config.put("tie_word_embeddings", modelType.equals("qwen2"));
    config.put("num_experts", 8);
    config.put("num_experts_per_tok", 3);
    config.put("norm_topk_prob", true);
    config.putArray("mlp_only_layers").add(1);
    config.put("max_position_embeddings", 300);
    config.put("rms_norm_eps", 1e-6);
    config.put("rope_theta", 10000.0);
    config.put("eos_token_id", 1);
    config.put("torch_dtype", "float32");
    return new TinyCheckpoint(config);
  }

  /** The same with a layer for multi-token prediction; all other weights stay as they are. */
  public TinyCheckpoint withMtp() {
    return with(config -> config.put("num_nextn_predict_layers", 1));
  }

  /** The same with a head that is nearly sure of one token everywhere. */
  public TinyCheckpoint withSharpHead() {
    return new TinyCheckpoint(config, 8);
  }

  public TinyCheckpoint with(Consumer<ObjectNode> change) {
    ObjectNode changed = config.deepCopy();
    change.accept(changed);
    return new TinyCheckpoint(changed, headScale);
  }

  /** Writes config.json alone and says where. */
  public Path writeConfig(Path folder) {
    Path file = folder.resolve("config.json");
    try {
      Files.createDirectories(folder);
      Files.writeString(file, config.toPrettyString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /** Writes config.json and model.safetensors; the same seed gives the same weights. */
  public Path write(Path folder, long seed) {
    return write(folder, seed, name -> false);
  }

  /** The same with some matrices in 8 bits, each block under a scale of its own. */
  public Path write(Path folder, long seed, Predicate<String> isInBlocks) {
    ModelConfig read = ModelConfig.read(writeConfig(folder));
    Map<String, List<Long>> shapes = new LinkedHashMap<>(read.tensors());
    if (read.mtpLayers() > 0) {
      shapes.putAll(read.mtpTensors());
    }
    for (Map.Entry<String, List<Long>> tensor : List.copyOf(shapes.entrySet())) {
      if (isInBlocks.test(tensor.getKey())) {
        shapes.put(BlockScales.nameFor(tensor.getKey()), BlockScales.shapeFor(tensor.getValue()));
      }
    }
    SplittableRandom random = new SplittableRandom(seed);
    SafetensorsWriter.write(
        folder.resolve("model.safetensors"),
        shapes,
        name -> isInBlocks.test(name) ? TensorType.F8_E4M3 : TensorType.F32,
        name -> values(shapes.getOrDefault(name, List.of()), name, isInBlocks.test(name), random));
    return folder;
  }

  // Wide enough that attention, gate and experts all matter; a bias that changes choices. Codes of
  // 8 bits times their scales are about as large as other weights.
  private float[] values(
      List<Long> shape, String name, boolean isInBlocks, SplittableRandom random) {
    long size = 1;
    for (long dimension : shape) {
      size *= dimension;
    }
    double scale = name.equals("lm_head.weight") ? headScale : 1;
    float[] values = new float[(int) size];
    for (int i = 0; i < values.length; i++) {
      double uniform = random.nextDouble() * 2 - 1;
      values[i] =
          (float)
              (name.endsWith("norm.weight")
                  ? 1 + 0.3 * uniform
                  : name.endsWith("correction_bias")
                      ? 0.2 * uniform
                      : name.endsWith("scale_inv")
                          ? 0.001 * (1.5 + uniform)
                          : (isInBlocks ? 200 : 0.35) * scale * uniform);
    }
    return values;
  }
}
