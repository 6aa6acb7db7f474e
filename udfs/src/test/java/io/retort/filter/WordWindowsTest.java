package io.retort.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordWindowsTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          "", 1, 0, 0, 0
          "a", 2, 0, 0, 0
          "a b", 2, 1, 1, 1
          " a  b a b ", 2, 3, 2, 2
          "a a a a", 1, 4, 1, 4
          "A a", 1, 2, 2, 1
          """)
  void windowsAreCounted(String text, int size, int total, int distinct, int mostFrequent) {
    assertThat(WordWindows.of(text, size))
        .isEqualTo(new WordWindows(total, distinct, mostFrequent));
  }

  @Test
  void caseMayBeIgnored() {
    assertThat(WordWindows.ofLowerCase("A a", 1)).isEqualTo(new WordWindows(2, 1, 2));
  }

  @Test
  void theRepeatedShareIsZeroWithoutWindows() {
    assertThat(WordWindows.of("", 3).repeatedShare()).isZero();
    assertThat(WordWindows.of("a a a b", 1).repeatedShare()).isEqualTo(0.5);
  }

  @Test
  void aWindowNeedsAWord() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WordWindows.of("a", 0))
        .withMessage("a window needs at least 1 word, but size=0");
  }
}
