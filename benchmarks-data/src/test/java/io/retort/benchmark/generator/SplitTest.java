package io.retort.benchmark.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {

  @Test
  void everySixteenthCrcIsTest() {
    // CRC-32 of the ASCII digits "123456789" is 0xCBF43926, its published check value: 6 mod 16.
    assertThat(Split.of("123456789")).isEqualTo(Split.TRAIN);
    // CRC-32 of the empty text is 0.
    assertThat(Split.of("")).isEqualTo(Split.TEST);
  }

  @Test
  void aSixteenthOfTheCanonicalFormsIsTest() {
    long test =
        IntStream.range(0, 160_000)
            .filter(i -> Split.of("arithmetic " + i + " + 7") == Split.TEST)
            .count();

    assertThat(test).isBetween(9_500L, 10_500L); // 10,000 expected, standard deviation 97
  }
}
