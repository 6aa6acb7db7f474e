package io.retort.benchmark.generator;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class GeneratorOptionsTest {

  @Test
  void rejectsRatesThatAreNoShares() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GeneratorOptions(1.2, 0.3))
        .withMessage("slipRate must be in [0, 1], but was 1.2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GeneratorOptions(0.1, Double.NaN))
        .withMessage("checkRate must be in [0, 1], but was NaN");
  }
}
