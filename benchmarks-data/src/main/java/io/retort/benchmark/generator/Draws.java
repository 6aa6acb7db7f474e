package io.retort.benchmark.generator;

import java.util.random.RandomGenerator;

/**
 * The random choices of one generator, all made from {@link RandomGenerator#nextLong()} alone: the
 * JDK does not fix how a source turns its bits into bounded numbers, and the frozen benchmark must
 * not depend on it.
 */
final class Draws {

  private final RandomGenerator random;

  Draws(RandomGenerator random) {
    this.random = random;
  }

  /** A uniform integer, both ends included; {@code low <= high}. */
  int between(int low, int high) {
    // Multiply and shift (Lemire 2019, section 3) without its rejection: the bias is below 1e-6 for
    // the ranges here, which are under 5,000 wide.
    return low + (int) (((random.nextLong() >>> 32) * (high - low + 1)) >>> 32);
  }

  boolean chance(double probability) {
    // 53 bits, the precision of a double: 0 never happens by chance, 1 always does.
    return (random.nextLong() >>> 11) * 0x1p-53 < probability;
  }

  boolean coin() {
    return random.nextLong() < 0;
  }

  /** +1 or -1. */
  int sign() {
    return coin() ? 1 : -1;
  }

  String pick(String... variants) {
    return variants[between(0, variants.length - 1)];
  }

  int pick(int... values) {
    return values[between(0, values.length - 1)];
  }

  /** A uniform integer other than 0, both ends included; {@code low < 0 < high}. */
  int nonZeroBetween(int low, int high) {
    int value = between(low, high - 1);
    return value < 0 ? value : value + 1;
  }
}
