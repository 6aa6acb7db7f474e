package io.retort.runtime;

import io.retort.runtime.checkpoint.ModelConfig;
import io.retort.runtime.program.MachineLimits;
import io.retort.runtime.program.Weights;
import java.util.List;
import java.util.Map;

/**
 * The most tokens per second that a machine allows a model (Williams et al. 2009): a decode step
 * must read every weight it uses once and multiply by it, a prompt must multiply. What attention
 * reads and computes is left out, so the true limit lies lower for long contexts.
 */
final class Roofline {

  private final ModelConfig config;
  private final double bytesPerWeight;
  private final MachineLimits limits;

  private Roofline(ModelConfig config, double bytesPerWeight, MachineLimits limits) {
    this.config = config;
    this.bytesPerWeight = bytesPerWeight;
    this.limits = limits;
  }

  static Roofline of(ModelConfig config, String dtype, Weights weights, MachineLimits limits) {
    double bytes = weights == Weights.INT8 ? 1 : dtype.equals("bfloat16") ? 2 : 4;
    return new Roofline(config, bytes, limits);
  }

  /** Tokens per second of a long prompt. */
  double prefill() {
    return limits.operationsPerSecond() / operationsPerToken();
  }

  /** Tokens per second of so many sequences together, whose tokens choose their experts evenly. */
  double decode(int sequences) {
    double read = 0;
    for (Map.Entry<String, List<Long>> tensor : config.tensors().entrySet()) {
      double unused = Math.pow(1 - config.activeShare(tensor.getKey()), sequences);
      read += multiplied(tensor) ? size(tensor.getValue()) * (1 - unused) : 0;
    }
    double readSeconds = read * bytesPerWeight / limits.readBytesPerSecond();
    double multiplySeconds = sequences * operationsPerToken() / limits.operationsPerSecond();
    return sequences / Math.max(readSeconds, multiplySeconds);
  }

  /** A multiplication and an addition for each weight that works on a token. */
  private double operationsPerToken() {
    double active = 0;
    for (Map.Entry<String, List<Long>> tensor : config.tensors().entrySet()) {
      active +=
          multiplied(tensor) ? size(tensor.getValue()) * config.activeShare(tensor.getKey()) : 0;
    }
    return 2 * active;
  }

  // A row of the embedding is looked up; where it is tied it is the head as well.
  private boolean multiplied(Map.Entry<String, List<Long>> tensor) {
    return !tensor.getKey().equals("model.embed_tokens.weight")
        || !config.tensors().containsKey("lm_head.weight");
  }

  private static double size(List<Long> shape) {
    return shape.stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
  }
}
