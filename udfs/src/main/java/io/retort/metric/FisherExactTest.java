package io.retort.metric;

import org.apache.commons.math3.distribution.HypergeometricDistribution;

/** Whether two proportions of unrelated samples differ, exact for any counts (Fisher 1934). */
public final class FisherExactTest {

  private FisherExactTest() {}

  /**
   * The two-sided p-value for the table [[a, b], [c, d]]: the probability, margins fixed, of all
   * tables no likelier than this one. 1 if a row or a column is empty.
   */
  public static double twoSided(int a, int b, int c, int d) {
    if (Math.min(Math.min(a, b), Math.min(c, d)) < 0) {
      throw new IllegalArgumentException(
          "counts must be at least 0, but were [[" + a + ", " + b + "], [" + c + ", " + d + "]]");
    }
    int population = Math.addExact(Math.addExact(a, b), Math.addExact(c, d));
    int firstRow = a + b;
    int firstColumn = a + c;
    if (population == 0) {
      return 1;
    }
    HypergeometricDistribution tables =
        new HypergeometricDistribution(null, population, firstColumn, firstRow);
    return LikelyTails.twoSided(
        a, tables.getSupportLowerBound(), tables.getSupportUpperBound(), tables::probability);
  }
}
