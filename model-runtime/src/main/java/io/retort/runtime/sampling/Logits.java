package io.retort.runtime.sampling;

import java.util.Arrays;

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

  /** A copy of one row. */
  public float[] row(int row) {
    return Arrays.copyOfRange(values, row * vocabulary, (row + 1) * vocabulary);
  }

  public float get(int row, int token) {
    return values[row * vocabulary + token];
  }

  /** The lowest id among the largest of a row. */
  int argmax(int row) {
    int start = row * vocabulary;
    int best = start;
    for (int i = start + 1; i < start + vocabulary; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best - start;
  }
}
