package io.retort.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassRateWindowTest {

  @Test
  void bothEndsAreLeftOut() {
    PassRateWindow window = PassRateWindow.standard();

    assertThat(window.keeps(0.1)).isFalse();
    assertThat(window.keeps(0.101)).isTrue();
    assertThat(window.keeps(0.899)).isTrue();
    assertThat(window.keeps(0.9)).isFalse();
  }

  @Test
  void theWholeRangeMayBeAsked() {
    assertThat(new PassRateWindow(0, 1).keeps(0.5)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"-0.1, 0.5", "0.5, 0.5", "0.5, 1.1", "NaN, 0.5"})
  void aWindowMustBeOne(double above, double below) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PassRateWindow(above, below))
        .withMessage(
            "a pass rate window needs 0 <= above < below <= 1, but above="
                + above
                + ", below="
                + below);
  }
}
