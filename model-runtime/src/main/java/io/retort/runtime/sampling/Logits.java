package io.retort.runtime.sampling;

import java.util.Arrays;

/**
 * Scores over the vocabulary, one row per sequence. Read-only; copies nothing it is given, so the
 * maker must let go of the arrays.
 */
public final class Logits {

  /** Neighbours that are summed together. */
  static final int BLOCK = 64;

  private final float[] values;
  private final int vocabulary;
  private final float[] sums;
  private final double[] temperatures;

  /** Rows of {@code vocabulary} values each, one after the other. */
  public Logits(float[] values, int vocabulary) {
    this(values, vocabulary, new float[0], new double[0]);
  }

  /**
   * Rows whose sums are known.
   *
   * @param sums for each row its largest value, then of each 64 neighbours the sum of the powers of
   *     e to what lies between them and the largest, then the same divided by the temperature
   * @param temperatures one for each row
   */
  public Logits(float[] values, int vocabulary, float[] sums, double[] temperatures) {
    this.values = values;
    this.vocabulary = vocabulary;
    this.sums = sums;
    this.temperatures = temperatures;
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

  /** One row with its sums. */
  public Logits only(int row) {
    if (sums.length == 0) {
      return new Logits(row(row), vocabulary);
    }
    int width = sums.length / rows();
    return new Logits(
        row(row),
        vocabulary,
        Arrays.copyOfRange(sums, row * width, (row + 1) * width),
        new double[] {temperatures[row]});
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

  /** The largest of a row. */
  float top(int row) {
    return sums.length == 0 ? get(row, argmax(row)) : sums[row * (sums.length / rows())];
  }

  /**
   * Of each {@link #BLOCK} neighbours of a row the sum of {@code exp((z - top) / temperature)}.
   * Where it is not known it is computed.
   */
  double[] blockSums(int row, double temperature) {
    double[] blocks = new double[(vocabulary + BLOCK - 1) / BLOCK];
    boolean isPlain = temperature == 1;
    if (sums.length > 0 && (isPlain || temperature == temperatures[row])) {
      int start = row * (sums.length / rows()) + 1 + (isPlain ? 0 : blocks.length);
      for (int i = 0; i < blocks.length; i++) {
        blocks[i] = sums[start + i];
      }
      return blocks;
    }
    double top = top(row);
    double inverse = 1 / temperature;
    for (int i = 0; i < vocabulary; i++) {
      blocks[i / BLOCK] += Exponential.of((get(row, i) - top) * inverse);
    }
    return blocks;
  }
}
