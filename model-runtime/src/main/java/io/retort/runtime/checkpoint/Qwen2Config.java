package io.retort.runtime.checkpoint;

/**
 * The shape of a {@code qwen2} model, Qwen2.5 and the models distilled into it among them (Qwen2
 * report, section 2.2.1): llama's, with a bias on queries, keys and values.
 *
 * @param decoder embedding, stack of layers, head
 * @param attention grouped-query attention
 * @param feedForward one SwiGLU block a layer
 */
public record Qwen2Config(Decoder decoder, GroupedAttention attention, DenseFeedForward feedForward)
    implements ModelConfig {

  static final String MODEL_TYPE = "qwen2";

  static Qwen2Config read(ConfigFile file) {
    SlidingWindow.refuseInUpperLayers(file);
    return new Qwen2Config(
        Decoder.read(file),
        GroupedAttention.read(
            file, new GroupedAttention.Traits(GroupedAttention.headSize(file), true, false, false)),
        DenseFeedForward.read(file, false));
  }

  @Override
  public String modelType() {
    return MODEL_TYPE;
  }
}
