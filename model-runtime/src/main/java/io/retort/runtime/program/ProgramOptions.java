package io.retort.runtime.program;

/**
 * How a network is built.
 *
 * @param dtype type of arithmetic, "float32" or "bfloat16"
 * @param weights which copy of the weights decoding reads
 * @param threads intra-op threads of one native call; changes no bit of a result
 */
public record ProgramOptions(String dtype, Weights weights, int threads) {

  /** Packed weights and one thread. */
  public static ProgramOptions of(String dtype) {
    return new ProgramOptions(dtype, Weights.PACKED, 1);
  }
}
