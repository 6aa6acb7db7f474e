package io.retort.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParagraphsTest {

  @Test
  void theLongestIsMeasuredWithoutTheSpaceAroundIt() {
    assertThat(Paragraphs.longest("")).isZero();
    assertThat(Paragraphs.longest("\n \n")).isZero();
    assertThat(Paragraphs.longest(" abc ")).isEqualTo(3);
    assertThat(Paragraphs.longest("a\n\nbcd\n \nef")).isEqualTo(3);
    assertThat(Paragraphs.longest("abcd\n\nb")).isEqualTo(4);
    assertThat(Paragraphs.longest("a\n\nbcde")).isEqualTo(4);
  }

  @Test
  void aLineBreakAloneDoesNotEndAParagraph() {
    assertThat(Paragraphs.longest("ab\ncd")).isEqualTo(5);
  }
}
