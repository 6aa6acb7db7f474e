package io.retort.runtime.sampling;

/**
 * Scores over the vocabulary, one row per sequence. Read-only; copies nothing it is given, so the
 * maker must let go of the array.
 */
public final class Logits {

  private final float[] values;
  private final int vocabulary;

  /** Rows of {@code vocabulary} values each, one after the other. */
  public Logits(float[] values, int vocabulary) {
    this.values = values;
    this.vocabulary = vocabulary;
  }

  public int rows() {
    return values.length / vocabulary;
  }

  public int vocabulary() {
    return vocabulary;
  }

  public float get(int row, int token) {
    return values[row * vocabulary + token];
  }
}
