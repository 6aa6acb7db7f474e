package io.retort.metric;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Whether paired differences lean to one side, without assuming a distribution: if nothing changed,
 * each difference could as well have had the other sign (Fisher 1935, section 21).
 */
public final class SignFlipTest {

  /** 2^20 sums take milliseconds. */
  private static final int MAX_EXACT = 20;

  /** Sums closer than this share of the largest possible one are equal but for rounding. */
  private static final double EQUAL = 1e-12;

  private SignFlipTest() {}

  /**
   * The exact two-sided p-value: the share of all sign patterns whose sum is at least as far from 0
   * as the observed one. Differences of 0 do not matter.
   *
   * @throws IllegalArgumentException for more than 20 differences other than 0: use {@link
   *     #sampled}
   */
  public static double exact(double... differences) {
    double[] sizes = sizes(differences);
    if (sizes.length > MAX_EXACT) {
      throw new IllegalArgumentException(
          "the exact sign-flip test takes at most "
              + MAX_EXACT
              + " differences other than 0, but got "
              + sizes.length
              + "; sample the patterns");
    }
    return count(sizes, 0, 0, limit(differences)) / Math.pow(2, sizes.length);
  }

  /**
   * The p-value from random sign patterns: (1 + hits) / (1 + draws), which is never too small
   * (Phipson and Smyth 2010).
   *
   * @param draws at least 1; 9,999 give a p-value of 0.05 a standard error of 0.002
   */
  public static double sampled(double[] differences, int draws, RandomGenerator random) {
    if (draws < 1) {
      throw new IllegalArgumentException("draws must be at least 1, but was " + draws);
    }
    double[] sizes = sizes(differences);
    double limit = limit(differences);
    int hits = 0;
    for (int draw = 0; draw < draws; draw++) {
      double sum = 0;
      for (double size : sizes) {
        sum += random.nextBoolean() ? size : -size;
      }
      hits += Math.abs(sum) >= limit ? 1 : 0;
    }
    return (1.0 + hits) / (1.0 + draws);
  }

  private static double count(double[] sizes, int from, double sum, double limit) {
    if (from == sizes.length) {
      return Math.abs(sum) >= limit ? 1 : 0;
    }
    return count(sizes, from + 1, sum + sizes[from], limit)
        + count(sizes, from + 1, sum - sizes[from], limit);
  }

  private static double[] sizes(double[] differences) {
    for (double difference : differences) {
      if (!Double.isFinite(difference)) {
        throw new IllegalArgumentException("a difference must be finite, but was " + difference);
      }
    }
    return Arrays.stream(differences).filter(d -> d != 0).map(Math::abs).toArray();
  }

  private static double limit(double[] differences) {
    double total = Arrays.stream(differences).map(Math::abs).sum();
    return Math.abs(Arrays.stream(differences).sum()) - EQUAL * total;
  }
}
