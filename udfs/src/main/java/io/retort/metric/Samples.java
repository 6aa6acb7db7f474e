package io.retort.metric;

import java.util.Arrays;

/** Mean and spread of a sample. */
final class Samples {

  private Samples() {}

  static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  /** With n - 1 degrees of freedom. */
  static double standardDeviation(double[] values) {
    double mean = mean(values);
    double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
    return Math.sqrt(squares / (values.length - 1));
  }
}
