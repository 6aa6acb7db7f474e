package io.retort.runtime;

import io.retort.runtime.program.Weights;

/**
 * How a checkpoint is loaded.
 *
 * @param dtype "auto" (the checkpoint's own), "float32" or "bfloat16"
 * @param batchSize most sequences that decode together, per calling thread
 * @param threads intra-op threads of one native call; callers times threads should not exceed the
 *     cores
 * @param weights which copy of the weights decoding reads
 */
public record EngineOptions(String dtype, int batchSize, int threads, Weights weights) {

  public EngineOptions {
    if (!dtype.equals("auto") && !dtype.equals("float32") && !dtype.equals("bfloat16")) {
      throw new IllegalArgumentException(
          "dtype must be auto, float32 or bfloat16, but was '" + dtype + "'");
    }
    if (batchSize < 1) {
      throw new IllegalArgumentException("batchSize must be at least 1, but was " + batchSize);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, but was " + threads);
    }
  }

  /** With packed weights, which decode fastest without changing what is computed. */
  public EngineOptions(String dtype, int batchSize, int threads) {
    this(dtype, batchSize, threads, Weights.PACKED);
  }
}
