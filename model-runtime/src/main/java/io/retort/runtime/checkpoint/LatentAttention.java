package io.retort.runtime.checkpoint;

import java.util.Map;

/**
 * Multi-head latent attention (DeepSeek-V2 report, section 2.1).
 *
 * @param heads attention heads
 * @param queryLatentSize q_lora_rank; 0 if queries are not compressed
 * @param latentSize kv_lora_rank: what the cache keeps per position, with the rotary key
 * @param nopeSize size of a head without position (qk_nope_head_dim)
 * @param valueSize size of a head's value
 * @param rope rotary positions
 */
public record LatentAttention(
    int heads, int queryLatentSize, int latentSize, int nopeSize, int valueSize, Rope rope)
    implements Attention {

  static LatentAttention read(ConfigFile file) {
    file.demand("attention_bias", "false");
    return new LatentAttention(
        file.positive("num_attention_heads"),
        file.atLeastOrNull("q_lora_rank", 1),
        file.positive("kv_lora_rank"),
        file.positive("qk_nope_head_dim"),
        file.positive("v_head_dim"),
        RopeReader.read(file, file.even("qk_rope_head_dim"), file.flag("rope_interleave", true)));
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
  public double softmaxScale() {
    return rope.scaling().softmaxFactor() / Math.sqrt(nopeSize + rope.size());
  }

  @Override
  public Map<String, Integer> programIntegers() {
    return Map.of(
        "heads", heads,
        "nope", nopeSize,
        "rope", rope.size(),
        "value", valueSize,
        "latent", latentSize,
        "interleaved", rope.interleaved() ? 1 : 0);
  }

  @Override
  public void addTensors(TensorShapes shapes, String prefix, int hiddenSize) {
    long querySize = (long) heads * (nopeSize + rope.size());
    if (queryLatentSize > 0) {
      shapes.linear(prefix + "q_a_proj", queryLatentSize, hiddenSize);
      shapes.put(prefix + "q_a_layernorm.weight", queryLatentSize);
      shapes.linear(prefix + "q_b_proj", querySize, queryLatentSize);
    } else {
      shapes.linear(prefix + "q_proj", querySize, hiddenSize);
    }
    shapes.linear(prefix + "kv_a_proj_with_mqa", cacheSize(), hiddenSize);
    shapes.put(prefix + "kv_a_layernorm.weight", latentSize);
    shapes.linear(prefix + "kv_b_proj", (long) heads * (nopeSize + valueSize), latentSize);
    shapes.linear(prefix + "o_proj", hiddenSize, (long) heads * valueSize);
  }
}
