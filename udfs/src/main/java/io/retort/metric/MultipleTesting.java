package io.retort.metric;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * p-values adjusted for having been looked at together; each is compared with alpha as if alone.
 *
 * <p>Results stand in the order of the arguments and never exceed 1.
 */
public final class MultipleTesting {

  private MultipleTesting() {}

  /** p m: the probability of any false alarm among m tests stays below alpha. */
  public static double[] bonferroni(double... p) {
    check(p);
    double[] adjusted = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      adjusted[i] = Math.min(1, p[i] * p.length);
    }
    return adjusted;
  }

  /** The same promise as {@link #bonferroni} with more power (Holm 1979). */
  public static double[] holm(double... p) {
    check(p);
    double[] adjusted = new double[p.length];
    double largest = 0;
    int rank = 0;
    for (int i : ascending(p)) {
      largest = Math.max(largest, Math.min(1, p[i] * (p.length - rank)));
      adjusted[i] = largest;
      rank++;
    }
    return adjusted;
  }

  /**
   * The expected share of false alarms among all alarms stays below alpha (Benjamini and Hochberg
   * 1995); for exploring, not for a verdict.
   */
  public static double[] benjaminiHochberg(double... p) {
    check(p);
    int[] order = ascending(p);
    double[] adjusted = new double[p.length];
    double smallest = 1;
    for (int rank = p.length; rank >= 1; rank--) {
      int i = order[rank - 1];
      smallest = Math.min(smallest, p[i] * ((double) p.length / rank));
      adjusted[i] = smallest;
    }
    return adjusted;
  }

  private static int[] ascending(double[] p) {
    return IntStream.range(0, p.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> p[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static void check(double[] p) {
    for (double value : p) {
      // Written so that NaN fails too: every comparison with NaN is false.
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("a p-value must be in [0, 1], but was " + value);
      }
    }
  }
}
