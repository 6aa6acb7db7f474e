package io.retort.runtime.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The shape of a {@code deepseek_v3} model, as its config.json states it (DeepSeek-V3 report,
 * section 2.1).
 *
 * @param vocabularySize rows of the embedding
 * @param hiddenSize width of the residual stream
 * @param layers transformer blocks; next-token-prediction layers behind them are not counted
 * @param heads attention heads
 * @param queryLatentSize q_lora_rank; 0 if queries are not compressed
 * @param latentSize kv_lora_rank: what the cache keeps per position, with the rotary key
 * @param nopeSize size of a head without position (qk_nope_head_dim)
 * @param valueSize size of a head's value
 * @param feedForwardSize inner width of a dense layer
 * @param expertSize inner width of one expert
 * @param routedExperts experts to choose from
 * @param sharedExperts experts that are always on; 0 if there are none
 * @param expertsPerToken experts chosen
 * @param expertGroups groups the experts lie in
 * @param chosenGroups groups a token may choose from
 * @param denseLayers first layers without experts
 * @param normaliseWeights the chosen experts' weights are made to sum to 1 before scaling
 * @param routedScale what routing weights are multiplied by
 * @param normEps added to the mean square in RMSNorm
 * @param maxPositions longest context
 * @param rope rotary positions
 * @param tiedEmbeddings the head is the embedding
 * @param paddingToken fills the rows of a training batch; 0 if config.json names none
 * @param dtype type of the weights as stored: "float32", "float16" or "bfloat16"
 */
public record DeepseekV3Config(
    int vocabularySize,
    int hiddenSize,
    int layers,
    int heads,
    int queryLatentSize,
    int latentSize,
    int nopeSize,
    int valueSize,
    int feedForwardSize,
    int expertSize,
    int routedExperts,
    int sharedExperts,
    int expertsPerToken,
    int expertGroups,
    int chosenGroups,
    int denseLayers,
    boolean normaliseWeights,
    double routedScale,
    double normEps,
    int maxPositions,
    Rope rope,
    boolean tiedEmbeddings,
    int paddingToken,
    String dtype)
    implements ModelConfig {

  public static final String MODEL_TYPE = "deepseek_v3";

  /**
   * Reads config.json in today's spelling ({@code rope_parameters}, {@code dtype}) or that of the
   * released checkpoints ({@code rope_theta}, {@code rope_scaling}, {@code torch_dtype}).
   *
   * @throws IllegalArgumentException naming the key that is missing, wrong or not supported
   */
  public static DeepseekV3Config read(Path configJson) {
    ConfigFile file = ConfigFile.read(configJson);
    if (!file.text("model_type", "").equals(MODEL_TYPE)) {
      throw file.wrong("model_type", MODEL_TYPE);
    }
    return read(file);
  }

  static DeepseekV3Config read(ConfigFile file) {
    file.demand("hidden_act", "silu");
    file.demand("attention_bias", "false");
    file.demand("scoring_func", "sigmoid");
    file.demand("topk_method", "noaux_tc");
    file.demand("moe_layer_freq", "1");
    if (file.has("quantization_config")) {
      throw file.wrong("quantization_config", "absent (quantised weights are not supported yet)");
    }
    int ropeSize = file.positive("qk_rope_head_dim");
    if (ropeSize % 2 != 0) {
      throw file.wrong("qk_rope_head_dim", "even");
    }
    DeepseekV3Config config =
        new DeepseekV3Config(
            file.positive("vocab_size"),
            file.positive("hidden_size"),
            file.positive("num_hidden_layers"),
            file.positive("num_attention_heads"),
            file.atLeast("q_lora_rank", 1, 0),
            file.positive("kv_lora_rank"),
            file.positive("qk_nope_head_dim"),
            file.positive("v_head_dim"),
            file.positive("intermediate_size"),
            file.positive("moe_intermediate_size"),
            file.positive("n_routed_experts"),
            file.atLeast("n_shared_experts", 0, 0),
            file.positive("num_experts_per_tok"),
            file.atLeast("n_group", 1, 1),
            file.atLeast("topk_group", 1, 1),
            file.atLeast("first_k_dense_replace", 0, 0),
            file.flag("norm_topk_prob", true),
            file.number("routed_scaling_factor", 1),
            file.positiveNumber("rms_norm_eps"),
            file.positive("max_position_embeddings"),
            rope(file, ropeSize),
            file.flag("tie_word_embeddings", false),
            file.atLeast("pad_token_id", 0, 0),
            file.text("dtype", file.text("torch_dtype", "float32")));
    config.check(file);
    return config;
  }

  private void check(ConfigFile file) {
    if (!List.of("float32", "float16", "bfloat16").contains(dtype)) {
      throw file.wrong(file.has("dtype") ? "dtype" : "torch_dtype", "float32, float16 or bfloat16");
    }
    if (routedExperts % expertGroups != 0) {
      throw file.wrong("n_group", "a divisor of n_routed_experts (" + routedExperts + ")");
    }
    if (chosenGroups > expertGroups) {
      throw file.wrong("topk_group", "at most n_group (" + expertGroups + ")");
    }
    int open = routedExperts / expertGroups * chosenGroups;
    if (expertsPerToken > open) {
      throw file.wrong(
          "num_experts_per_tok", "at most the experts of the chosen groups (" + open + ")");
    }
    if (expertGroups > 1 && routedExperts / expertGroups < 2) {
      throw file.wrong("n_group", "such that a group has at least two experts");
    }
    if (denseLayers > layers) {
      throw file.wrong("first_k_dense_replace", "at most num_hidden_layers (" + layers + ")");
    }
  }

  private static Rope rope(ConfigFile file, int size) {
    boolean interleaved = file.flag("rope_interleave", true);
    ConfigFile settings = file;
    if (file.has("rope_parameters")) {
      settings = file.object("rope_parameters");
    } else if (file.has("rope_scaling")) {
      settings = file.object("rope_scaling");
    }
    double theta =
        settings.has("rope_theta")
            ? settings.positiveNumber("rope_theta")
            : file.number("rope_theta", 10_000);
    String type =
        settings == file ? "default" : settings.text("rope_type", settings.text("type", "default"));
    return switch (type) {
      case "default" -> new Rope(theta, size, interleaved, new Rope.Unscaled());
      case "yarn" -> new Rope(theta, size, interleaved, yarn(file, settings));
      default ->
          throw settings.wrong(settings.has("rope_type") ? "rope_type" : "type", "default or yarn");
    };
  }

  private static Rope.Yarn yarn(ConfigFile file, ConfigFile settings) {
    double factor = settings.positiveNumber("factor");
    int original =
        settings.atLeast(
            "original_max_position_embeddings", 1, file.positive("max_position_embeddings"));
    return new Rope.Yarn(
        factor,
        original,
        settings.number("beta_fast", 32),
        settings.number("beta_slow", 1),
        settings.number("mscale", 0),
        settings.number("mscale_all_dim", 0));
  }

  @Override
  public String modelType() {
    return MODEL_TYPE;
  }

  @Override
  public int cacheSize() {
    return latentSize + rope.size();
  }

  @Override
  public int expandedCacheSize() {
    return heads * (nopeSize + rope.size() + valueSize);
  }

  @Override
  public double activeShare(String tensor) {
    return tensor.contains(".mlp.experts.") ? (double) expertsPerToken / routedExperts : 1;
  }

  @Override
  public Map<String, Integer> programIntegers() {
    Map<String, Integer> integers = new LinkedHashMap<>();
    integers.put("layers", layers);
    integers.put("positions", maxPositions);
    integers.put("heads", heads);
    integers.put("nope", nopeSize);
    integers.put("rope", rope.size());
    integers.put("value", valueSize);
    integers.put("latent", latentSize);
    integers.put("interleaved", rope.interleaved() ? 1 : 0);
    integers.put("experts", routedExperts);
    integers.put("top_k", expertsPerToken);
    integers.put("groups", expertGroups);
    integers.put("top_groups", chosenGroups);
    integers.put("sigmoid", 1);
    integers.put("normalise", normaliseWeights ? 1 : 0);
    return integers;
  }

  @Override
  public Map<String, Double> programNumbers() {
    return Map.of(
        "eps",
        normEps,
        "scale",
        softmaxScale(),
        "routed_scale",
        routedScale,
        "rope_factor",
        rope.scaling().rotationFactor());
  }

  /** What queries are multiplied by before the softmax. */
  public double softmaxScale() {
    return rope.scaling().softmaxFactor() / Math.sqrt(nopeSize + rope.size());
  }

  @Override
  public Map<String, List<Long>> tensors() {
    Map<String, List<Long>> shapes = new LinkedHashMap<>();
    put(shapes, "model.embed_tokens.weight", vocabularySize, hiddenSize);
    for (int layer = 0; layer < layers; layer++) {
      layer(shapes, "model.layers." + layer + ".", layer < denseLayers);
    }
    put(shapes, "model.norm.weight", hiddenSize);
    if (!tiedEmbeddings) {
      put(shapes, "lm_head.weight", vocabularySize, hiddenSize);
    }
    return shapes;
  }

  private void layer(Map<String, List<Long>> shapes, String layer, boolean dense) {
    put(shapes, layer + "input_layernorm.weight", hiddenSize);
    put(shapes, layer + "post_attention_layernorm.weight", hiddenSize);
    String attention = layer + "self_attn.";
    long querySize = (long) heads * (nopeSize + rope.size());
    if (queryLatentSize > 0) {
      put(shapes, attention + "q_a_proj.weight", queryLatentSize, hiddenSize);
      put(shapes, attention + "q_a_layernorm.weight", queryLatentSize);
      put(shapes, attention + "q_b_proj.weight", querySize, queryLatentSize);
    } else {
      put(shapes, attention + "q_proj.weight", querySize, hiddenSize);
    }
    put(shapes, attention + "kv_a_proj_with_mqa.weight", cacheSize(), hiddenSize);
    put(shapes, attention + "kv_a_layernorm.weight", latentSize);
    put(shapes, attention + "kv_b_proj.weight", (long) heads * (nopeSize + valueSize), latentSize);
    put(shapes, attention + "o_proj.weight", hiddenSize, (long) heads * valueSize);
    String mlp = layer + "mlp.";
    if (dense) {
      feedForward(shapes, mlp, feedForwardSize);
      return;
    }
    put(shapes, mlp + "gate.weight", routedExperts, hiddenSize);
    put(shapes, mlp + "gate.e_score_correction_bias", routedExperts);
    for (int expert = 0; expert < routedExperts; expert++) {
      feedForward(shapes, mlp + "experts." + expert + ".", expertSize);
    }
    if (sharedExperts > 0) {
      feedForward(shapes, mlp + "shared_experts.", expertSize * sharedExperts);
    }
  }

  private void feedForward(Map<String, List<Long>> shapes, String prefix, int inner) {
    put(shapes, prefix + "gate_proj.weight", inner, hiddenSize);
    put(shapes, prefix + "up_proj.weight", inner, hiddenSize);
    put(shapes, prefix + "down_proj.weight", hiddenSize, inner);
  }

  private static void put(Map<String, List<Long>> shapes, String name, long... shape) {
    List<Long> sizes = new ArrayList<>();
    for (long size : shape) {
      sizes.add(size);
    }
    shapes.put(name, List.copyOf(sizes));
  }
}
