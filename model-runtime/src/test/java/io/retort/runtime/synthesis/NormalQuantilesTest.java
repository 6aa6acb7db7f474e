package io.retort.runtime.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalQuantilesTest {

  @ParameterizedTest
  @CsvSource({ // tables of the standard normal distribution
    "0.5, 0",
    "0.841344746068543, 1",
    "0.975, 1.959963984540054",
    "0.995, 2.5758293035489",
    "0.0001, -3.719016485455709",
  })
  void quantilesAreThoseOfTheTables(double p, double expected) {
    assertThat(NormalQuantiles.quantile(p)).isCloseTo(expected, within(1e-8));
  }

  @Test
  void allValuesTogetherHaveTheMeanAndDeviationAskedFor() {
    double sum = 0;
    double square = 0;
    float[] values = NormalQuantiles.of(2);
    for (float value : values) {
      sum += value;
      square += (double) value * value;
    }

    assertThat(sum / values.length).isCloseTo(0, within(1e-6)); // symmetric
    assertThat(Math.sqrt(square / values.length)).isCloseTo(2, within(1e-3));
  }
}
