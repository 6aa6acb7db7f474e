package io.retort.grader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@link GraderPropertiesTest} at length. By itself, since mutation testing leaves out classes. */
@Tag("slow")
class ManyPairsTest {

  private static final long SEED = GraderPropertiesTest.SEED + 1;

  @Test
  void aHundredThousandPairsOfEachSort() {
    assertThat(GraderPropertiesTest.errors(SEED, 100_000)).as("seed %d", SEED).isEmpty();
  }
}
