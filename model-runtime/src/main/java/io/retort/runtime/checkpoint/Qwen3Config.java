package io.retort.runtime.checkpoint;

/**
 * The shape of a dense {@code qwen3} model (Qwen3 report, section 2): llama's, with queries and
 * keys normalised head by head.
 *
 * @param decoder embedding, stack of layers, head
 * @param attention grouped-query attention
 * @param feedForward one SwiGLU block a layer
 */
public record Qwen3Config(Decoder decoder, GroupedAttention attention, DenseFeedForward feedForward)
    implements ModelConfig {

  static final String MODEL_TYPE = "qwen3";

  static Qwen3Config read(ConfigFile file) {
    SlidingWindow.refuseInUpperLayers(file);
    boolean hasBias = file.flag("attention_bias", false);
    int headSize = file.has("head_dim") ? file.even("head_dim") : 128;
    return new Qwen3Config(
        Decoder.read(file),
        GroupedAttention.read(file, new GroupedAttention.Traits(headSize, hasBias, hasBias, true)),
        DenseFeedForward.read(file, false));
  }

  @Override
  public String modelType() {
    return MODEL_TYPE;
  }
}
