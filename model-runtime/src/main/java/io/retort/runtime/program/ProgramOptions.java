package io.retort.runtime.program;

/**
 * How a network is built.
 *
 * @param dtype type of arithmetic, "float32" or "bfloat16"
 * @param weights which copy of the weights decoding reads
 * @param threads that a pass takes. One or two give the same bits; with more, the matrix library
 *     may add up a prompt's products in another order
 */
public record ProgramOptions(String dtype, Weights weights, int threads) {

  /** Packed weights and one thread. */
  public static ProgramOptions of(String dtype) {
    return new ProgramOptions(dtype, Weights.PACKED, 1);
  }

  /**
   * The same on a device: packed layouts are the processor's own, others read weights as they lie.
   *
   * @throws IllegalArgumentException if the weights are to have a form that it cannot read
   */
  ProgramOptions on(String device) {
    if (device.equals("cpu") || weights == Weights.MAPPED) {
      return this;
    }
    if (weights == Weights.INT8) {
      throw new IllegalArgumentException(
          "weights must be packed or mapped on "
              + device
              + ", because only the processor has products in 8 bits, but were int8");
    }
    return new ProgramOptions(dtype, Weights.MAPPED, threads);
  }
}
