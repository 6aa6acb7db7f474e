package io.retort.job.score;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GenerationTimeTest {

  @Test
  void startsAddUp() {
    GenerationTime time = GenerationTime.NONE.plus(10, 1_000, 2.0).plus(5, 500, 4.0);

    assertThat(time).isEqualTo(new GenerationTime(15, 1_500, 6.0, 250.0));
  }
}
