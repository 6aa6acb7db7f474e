package io.retort.runtime.checkpoint;

import java.nio.file.Path;

/**
 * The shape of a {@code deepseek_v3} model: V3 and R1 (DeepSeek-V3 report, section 2.1).
 *
 * @param decoder embedding, stack of layers, head
 * @param attention latent attention
 * @param feedForward sigmoid gate, routed and shared experts
 * @param mtpLayers num_nextn_predict_layers
 */
public record DeepseekV3Config(
    Decoder decoder, LatentAttention attention, MixtureOfExperts feedForward, int mtpLayers)
    implements ModelConfig {

  public static final String MODEL_TYPE = "deepseek_v3";

  /** Says in config.json how many layers for multi-token prediction there are. */
  public static final String MTP_LAYERS = "num_nextn_predict_layers";

  /**
   * Reads config.json as {@link ModelConfig#read} does.
   *
   * @throws IllegalArgumentException also if it is that of another family
   */
  public static DeepseekV3Config read(Path configJson) {
    ConfigFile file = ConfigFile.read(configJson);
    if (!file.text("model_type", "").equals(MODEL_TYPE)) {
      throw file.wrong("model_type", MODEL_TYPE);
    }
    return read(file);
  }

  static DeepseekV3Config read(ConfigFile file) {
    file.demand("scoring_func", "sigmoid");
    file.demand("topk_method", "noaux_tc");
    Decoder decoder = Decoder.read(file);
    Gate gate =
        new Gate(
            true,
            file.positive("num_experts_per_tok"),
            file.positive("n_group"),
            file.positive("topk_group"),
            file.flag("norm_topk_prob", true),
            file.number("routed_scaling_factor"));
    return new DeepseekV3Config(
        decoder,
        LatentAttention.read(file),
        DeepseekExperts.read(file, decoder.layers(), gate),
        file.atLeast(MTP_LAYERS, 0, 0));
  }

  @Override
  public String modelType() {
    return MODEL_TYPE;
  }
}
