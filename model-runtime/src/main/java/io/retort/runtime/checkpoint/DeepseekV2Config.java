package io.retort.runtime.checkpoint;

/**
 * The shape of a {@code deepseek_v2} model: V2, V2-Lite and their descendants (DeepSeek-V2 report,
 * section 2).
 *
 * @param decoder embedding, stack of layers, head
 * @param attention latent attention
 * @param feedForward softmax gate, routed and shared experts
 */
public record DeepseekV2Config(
    Decoder decoder, LatentAttention attention, MixtureOfExperts feedForward)
    implements ModelConfig {

  static final String MODEL_TYPE = "deepseek_v2";

  static DeepseekV2Config read(ConfigFile file) {
    file.demand("scoring_func", "softmax");
    file.demand("mlp_bias", "false");
    // The authors' code and transformers disagree about what true means; no released file has it.
    file.demand("norm_topk_prob", "false");
    Decoder decoder = Decoder.read(file);
    return new DeepseekV2Config(
        decoder,
        LatentAttention.read(file),
        DeepseekExperts.read(file, decoder.layers(), gate(file)));
  }

  private static Gate gate(ConfigFile file) {
    int perToken = file.positive("num_experts_per_tok");
    double scale = file.number("routed_scaling_factor");
    String method = file.text("topk_method", "");
    return switch (method) {
      case "greedy" -> new Gate(false, perToken, 1, 1, false, scale);
      case "group_limited_greedy" ->
          new Gate(
              false, perToken, file.positive("n_group"), file.positive("topk_group"), false, scale);
      default -> throw file.wrong("topk_method", "greedy or group_limited_greedy");
    };
  }

  @Override
  public String modelType() {
    return MODEL_TYPE;
  }
}
