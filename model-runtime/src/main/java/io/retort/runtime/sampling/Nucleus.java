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
  private final int[] members;

  /** For so many weights. */
  Nucleus(int vocabulary) {
    this.members = new int[vocabulary];
  }

  /**
   * Sets every weight outside the nucleus to 0. Of equal weights at its edge the lower ids stay.
   *
   * @param weights the largest is 1
   * @param count of the weights that are meant
   * @param mass what the nucleus must reach
   */
  void keep(double[] weights, int count, double mass) {
    Arrays.fill(sums, 0);
    for (int i = 0; i < count; i++) {
      sums[classOf(weights[i])] += weights[i];
    }
    double sum = 0;
    int edge = 0;
    while (edge < CLASSES - 1 && sum + sums[edge] < mass) {
      sum += sums[edge++];
    }
    dropBehind(weights, count, edge, mass - sum);
  }

  /** Keeps all classes before the edge, and of the edge as much as is missing. */
  private void dropBehind(double[] weights, int size, int edge, double missing) {
    int count = 0;
    for (int i = 0; i < size; i++) {
      int mine = classOf(weights[i]);
      if (mine == edge) {
        members[count++] = i;
      } else if (mine > edge) {
        weights[i] = 0;
      }
    }
    double[] sorted = Arrays.stream(members, 0, count).mapToDouble(i -> weights[i]).toArray();
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
    for (int member = 0; member < count; member++) {
      int i = members[member];
      if (weights[i] < first || (weights[i] == first && equals-- <= 0)) {
        weights[i] = 0;
      }
    }
  }

  /** The last class is that of no weight. */
  private static int classOf(double weight) {
    return Math.min(CLASSES - 1, HIGHEST - (int) (Double.doubleToRawLongBits(weight) >>> SHIFT));
  }
}
