package io.retort.benchmark.generator;

/**
 * How human the reasoning reads.
 *
 * @param slipRate share of problems, in [0, 1], whose reasoning may hold one deliberate slip that
 *     is noticed at once; it falls on one of the results by chance, or on none
 * @param checkRate share of problems, in [0, 1], that end by checking the result with the inverse
 *     operation
 */
public record GeneratorOptions(double slipRate, double checkRate) {

  public GeneratorOptions {
    requireRate("slipRate", slipRate);
    requireRate("checkRate", checkRate);
  }

  /** The rates the bundled teacher is trained with. */
  public static GeneratorOptions standard() {
    return new GeneratorOptions(0.12, 0.3);
  }

  private static void requireRate(String name, double rate) {
    // Written so that NaN fails too: every comparison with NaN is false.
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException(name + " must be in [0, 1], but was " + rate);
    }
  }
}
