package io.retort.runtime.checkpoint;

import java.util.Map;

/**
 * Grouped-query attention (Ainslie et al. 2023, section 2.2): several heads of queries share one of
 * keys and values.
 *
 * @param heads heads of queries
 * @param keyHeads heads of keys and values, a divisor of {@code heads}
 * @param headSize size of a head
 * @param hasInputBias queries, keys and values have a bias
 * @param hasOutputBias the projection behind the heads has a bias
 * @param normalisesHeads queries and keys go through RMSNorm, head by head, before they are rotated
 * @param rope rotary positions
 */
public record GroupedAttention(
    int heads,
    int keyHeads,
    int headSize,
    boolean hasInputBias,
    boolean hasOutputBias,
    boolean normalisesHeads,
    Rope rope)
    implements Attention {

  /** What config.json leaves to the family. */
  record Traits(
      int headSize, boolean hasInputBias, boolean hasOutputBias, boolean normalisesHeads) {}

  static GroupedAttention read(ConfigFile file, Traits traits) {
    int heads = file.positive("num_attention_heads");
    int keyHeads = file.atLeast("num_key_value_heads", 1, heads);
    if (heads % keyHeads != 0) {
      throw file.wrong("num_key_value_heads", "a divisor of num_attention_heads (" + heads + ")");
    }
    return new GroupedAttention(
        heads,
        keyHeads,
        traits.headSize,
        traits.hasInputBias,
        traits.hasOutputBias,
        traits.normalisesHeads,
        RopeReader.read(file, traits.headSize, false));
  }

  /** {@code head_dim}, or where a file may leave it out the heads' share of the hidden size. */
  static int headSize(ConfigFile file) {
    if (file.has("head_dim")) {
      return file.even("head_dim");
    }
    int heads = file.positive("num_attention_heads");
    int hidden = file.positive("hidden_size");
    if (hidden % (2 * heads) != 0) {
      throw file.wrong(
          "head_dim",
          "an even integer, for hidden_size ("
              + hidden
              + ") is no even multiple of num_attention_heads ("
              + heads
              + ")");
    }
    return hidden / heads;
  }

  @Override
  public int cacheSize() {
    return 2 * keyHeads * headSize;
  }

  @Override
  public int expandedCacheSize() {
    return 2 * heads * headSize;
  }

  @Override
  public double softmaxScale() {
    return 1 / Math.sqrt(headSize);
  }

  @Override
  public Map<String, Integer> programIntegers() {
    return Map.of("heads", heads, "key_heads", keyHeads, "head_size", headSize);
  }

  @Override
  public void addTensors(TensorShapes shapes, String prefix, int hiddenSize) {
    long querySize = (long) heads * headSize;
    long keySize = (long) keyHeads * headSize;
    shapes.linear(prefix + "q_proj", querySize, hiddenSize, hasInputBias);
    shapes.linear(prefix + "k_proj", keySize, hiddenSize, hasInputBias);
    shapes.linear(prefix + "v_proj", keySize, hiddenSize, hasInputBias);
    if (normalisesHeads) {
      shapes.put(prefix + "q_norm.weight", headSize);
      shapes.put(prefix + "k_norm.weight", headSize);
    }
    shapes.linear(prefix + "o_proj", hiddenSize, querySize, hasOutputBias);
  }
}
