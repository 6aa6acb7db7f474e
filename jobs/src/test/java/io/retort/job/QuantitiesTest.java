package io.retort.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0 B",
    "999, 999, 999 B",
    "1000, 1.00 k, 1.00 kB",
    "9999, 10.0 k, 10.0 kB",
    "99949, 99.9 k, 99.9 kB",
    "999499, 999 k, 999 kB",
    "999500, 1.00 M, 1.00 MB",
    "1258600000, 1.26 B, 1.26 GB",
    "671026419200, 671 B, 671 GB",
  })
  void threeDigitsAndALetter(long number, String count, String bytes) {
    assertThat(Quantities.count(number)).isEqualTo(count);
    assertThat(Quantities.bytes(number)).isEqualTo(bytes);
  }
}
