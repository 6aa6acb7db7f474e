package io.retort.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McNemarTest {

  @ParameterizedTest(name = "{0} newly right, {1} newly wrong -> {2}")
  @CsvSource({
    "0, 0, 1",
    "0, 1, 1", // 2 * 1/2
    "0, 5, 0.0625", // 2 / 2^5
    "0, 6, 0.03125",
    "3, 9, 0.14599609375", // 2 * (1 + 12 + 66 + 220) / 2^12 = 598 / 4096
    "9, 3, 0.14599609375",
    "10, 10, 1", // twice a tail that holds the middle would be more than 1
    "0, 100, 1.5777218104420236e-30", // 2^-99
  })
  void isTwiceTheSmallerTail(int newlyRight, int newlyWrong, double p) {
    assertThat(McNemar.twoSided(newlyRight, newlyWrong)).isCloseTo(p, withinPercentage(1e-10));
  }

  @Test
  void rejectsNegativeCounts() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> McNemar.twoSided(-1, 3))
        .withMessage("counts must be at least 0, but newlyRight=-1, newlyWrong=3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> McNemar.twoSided(1, -3))
        .withMessage("counts must be at least 0, but newlyRight=1, newlyWrong=-3");
  }
}
