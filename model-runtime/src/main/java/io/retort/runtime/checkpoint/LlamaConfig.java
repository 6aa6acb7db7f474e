package io.retort.runtime.checkpoint;

/**
 * The shape of a {@code llama} model (Touvron et al. 2023, section 2.2; Llama 3 report, section
 * 3.2).
 *
 * @param decoder embedding, stack of layers, head
 * @param attention grouped-query attention
 * @param feedForward one SwiGLU block a layer
 */
public record LlamaConfig(Decoder decoder, GroupedAttention attention, DenseFeedForward feedForward)
    implements ModelConfig {

  static final String MODEL_TYPE = "llama";

  static LlamaConfig read(ConfigFile file) {
    SlidingWindow.refuse(file);
    boolean hasBias = file.flag("attention_bias", false);
    return new LlamaConfig(
        Decoder.read(file),
        GroupedAttention.read(
            file,
            new GroupedAttention.Traits(GroupedAttention.headSize(file), hasBias, hasBias, false)),
        DenseFeedForward.read(file, file.flag("mlp_bias", false)));
  }

  @Override
  public String modelType() {
    return MODEL_TYPE;
  }
}
