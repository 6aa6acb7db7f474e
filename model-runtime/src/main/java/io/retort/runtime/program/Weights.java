package io.retort.runtime.program;

/** Which copy of the weights decoding reads. */
public enum Weights {
  /** The files themselves, mapped: nothing is copied, and JVMs of one machine share the pages. */
  MAPPED("mapped"),
  /** A copy in the layout that the processor's kernels read fastest. */
  PACKED("packed"),
  /** As packed, but all products except the gate in 8 bits: half the memory, small errors. */
  INT8("int8");

  private final String word;

  Weights(String word) {
    this.word = word;
  }

  /** The word used in configuration and manifests. */
  public String word() {
    return word;
  }

  /**
   * Reads the word.
   *
   * @throws IllegalArgumentException if it is none of them
   */
  public static Weights of(String word) {
    for (Weights weights : values()) {
      if (weights.word.equals(word)) {
        return weights;
      }
    }
    throw new IllegalArgumentException(
        "weights must be mapped, packed or int8, but was '" + word + "'");
  }
}
