package io.retort.runtime.checkpoint;

import java.util.Map;

/**
 * One SwiGLU block in every layer (Shazeer 2020, equation 6).
 *
 * @param size inner width
 * @param hasBias its three products have a bias
 */
public record DenseFeedForward(int size, boolean hasBias) implements FeedForward {

  static DenseFeedForward read(ConfigFile file, boolean hasBias) {
    return new DenseFeedForward(file.positive("intermediate_size"), hasBias);
  }

  @Override
  public double activeShare(String tensor) {
    return 1;
  }

  @Override
  public Map<String, Integer> programIntegers() {
    return Map.of();
  }

  @Override
  public Map<String, Double> programNumbers() {
    return Map.of();
  }

  @Override
  public void addTensors(TensorShapes shapes, int layer, String prefix, int hiddenSize) {
    shapes.swiglu(prefix, hiddenSize, size, hasBias);
  }
}
