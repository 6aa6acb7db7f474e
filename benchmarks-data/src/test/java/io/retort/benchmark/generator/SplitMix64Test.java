package io.retort.benchmark.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SplitMix64Test {

  @Test
  void givesThePublishedStream() {
    SplitMix64 random = new SplitMix64(1234567);

    // The reference output of splitmix64.c (Vigna 2015) for this seed, as unsigned numbers.
    assertThat(LongStream.generate(random::nextLong).limit(5).mapToObj(Long::toUnsignedString))
        .containsExactly(
            "6457827717110365317",
            "3203168211198807973",
            "9817491932198370423",
            "4593380528125082431",
            "16408922859458223821");
  }
}
