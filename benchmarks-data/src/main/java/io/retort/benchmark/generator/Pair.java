package io.retort.benchmark.generator;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Two different positive numbers to find a common divisor or multiple of. */
record Pair(int a, int b) {

  /**
   * Draws two multiples of one factor, so that their gcd is seldom 1.
   *
   * @param limit neither number is larger
   */
  static Pair draw(int low, int high, int lowestFactor, int highestFactor, int limit, Draws draws) {
    while (true) {
      int factor = draws.between(lowestFactor, highestFactor);
      int a = factor * draws.between(low, high);
      int b = factor * draws.between(low, high);
      if (a != b && a <= limit && b <= limit) {
        return new Pair(a, b);
      }
    }
  }

  String text() {
    return a + " and " + b;
  }

  /** The same for both orders. */
  String canonical() {
    return sorted(a, b);
  }

  /** The same for all orders of the three. */
  String canonicalWith(int third) {
    return sorted(a, b, third);
  }

  private static String sorted(int... numbers) {
    return IntStream.of(numbers)
        .sorted()
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(" "));
  }
}
