package io.retort.runtime.checkpoint;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The shape of a {@code qwen3_moe} model (Qwen3 report, section 2): qwen3's attention, a softmax
 * gate, routed experts and no shared ones.
 *
 * @param decoder embedding, stack of layers, head
 * @param attention grouped-query attention
 * @param feedForward softmax gate and routed experts
 */
public record Qwen3MoeConfig(
    Decoder decoder, GroupedAttention attention, MixtureOfExperts feedForward)
    implements ModelConfig {

  static final String MODEL_TYPE = "qwen3_moe";

  static Qwen3MoeConfig read(ConfigFile file) {
    SlidingWindow.refuse(file);
    boolean hasBias = file.flag("attention_bias", false);
    Decoder decoder = Decoder.read(file);
    String expertsKey = file.has("num_experts") ? "num_experts" : "num_local_experts";
    int experts = file.positive(expertsKey);
    Gate gate =
        new Gate(
            false,
            file.positive("num_experts_per_tok"),
            1,
            1,
            file.flag("norm_topk_prob", false),
            1);
    gate.check(file, experts, expertsKey);
    return new Qwen3MoeConfig(
        decoder,
        GroupedAttention.read(
            file,
            new GroupedAttention.Traits(GroupedAttention.headSize(file), hasBias, hasBias, true)),
        new MixtureOfExperts(
            file.positive("intermediate_size"),
            denseLayers(file, decoder.layers()),
            file.positive("moe_intermediate_size"),
            experts,
            0,
            gate));
  }

  /** Those that are named, and those between every so many. */
  private static Set<Integer> denseLayers(ConfigFile file, int layers) {
    Set<Integer> dense = new HashSet<>();
    Arrays.stream(file.integers("mlp_only_layers")).forEach(dense::add);
    int step = file.atLeast("decoder_sparse_step", 1, 1);
    for (int layer = 0; layer < layers; layer++) {
      if ((layer + 1) % step != 0) {
        dense.add(layer);
      }
    }
    return dense;
  }

  @Override
  public String modelType() {
    return MODEL_TYPE;
  }
}
