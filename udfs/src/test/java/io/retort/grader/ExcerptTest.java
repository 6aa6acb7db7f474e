package io.retort.grader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {

  @Test
  void aShortTextIsItself() {
    assertThat(Excerpt.of("12345", 5)).isEqualTo("12345");
  }

  @Test
  void aLongTextSaysHowLongItIs() {
    assertThat(Excerpt.of("123456", 5)).isEqualTo("12345… [6 characters]");
  }

  @Test
  void neverCutsACharacterInHalf() {
    String rocket = "\uD83D\uDE80";

    assertThat(Excerpt.of("1234" + rocket, 5)).isEqualTo("1234… [6 characters]");
  }
}
