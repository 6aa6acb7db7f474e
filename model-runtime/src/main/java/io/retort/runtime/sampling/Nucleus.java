package io.retort.runtime.sampling;

import java.util.Arrays;

/**
 * Finds the nucleus of a distribution without sorting it: weights are counted into classes of
 * almost equal ones, and only the class at the edge is sorted. Linear in the vocabulary.
 */
final class Nucleus {

  // Classes by exponent and six bits of the mantissa: weights of a class differ by 1.6 % at most.
  private static final int SHIFT = 52 - 6;
  private static final int HIGHEST = (int) (Double.doubleToRawLongBits(1.0) >>> SHIFT);
  private static final int CLASSES =
      HIGHEST
          - (int) (Double.doubleToRawLongBits(Exponential.of(Exponential.NEGLIGIBLE)) >>> SHIFT)
          + 2;

  private final double[] sums = new double[CLASSES];

  /**
   * Sets every weight outside the nucleus to 0. Of equal weights at its edge the lower ids stay.
   *
   * @param weights the largest is 1
   * @param mass what the nucleus must reach
   */
  void keep(double[] weights, double mass) {
    Arrays.fill(sums, 0);
    for (double weight : weights) {
      if (weight > 0) {
        sums[classOf(weight)] += weight;
      }
    }
    double sum = 0;
    int edge = 0;
    while (edge < CLASSES - 1 && sum + sums[edge] < mass) {
      sum += sums[edge++];
    }
    dropBehind(weights, edge, mass - sum);
  }

  /** Keeps all classes before the edge, and of the edge as much as is missing. */
  private static void dropBehind(double[] weights, int edge, double missing) {
    int count = 0;
    for (double weight : weights) {
      if (weight > 0 && classOf(weight) == edge) {
        count++;
      }
    }
    int[] members = new int[count];
    count = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0 && classOf(weights[i]) == edge) {
        members[count++] = i;
      } else if (weights[i] > 0 && classOf(weights[i]) > edge) {
        weights[i] = 0;
      }
    }
    double[] sorted = Arrays.stream(members).mapToDouble(i -> weights[i]).toArray();
    Arrays.sort(sorted);
    int kept = 0;
    double sum = 0;
    while (kept < count && sum < missing) {
      sum += sorted[count - 1 - kept++];
    }
    if (kept == count) {
      return;
    }
    double first = sorted[count - 1 - kept]; // the heaviest that is left out
    long equals = 0; // how many as heavy as that stay
    for (int i = 0; i < kept; i++) {
      equals += sorted[count - 1 - i] == first ? 1 : 0;
    }
    for (int i : members) {
      if (weights[i] < first || (weights[i] == first && equals-- <= 0)) {
        weights[i] = 0;
      }
    }
  }

  private static int classOf(double weight) {
    return HIGHEST - (int) (Double.doubleToRawLongBits(weight) >>> SHIFT);
  }
}
