package io.retort.grader.math;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DressTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '⇒',
      quoteCharacter = '‖',
      textBlock =
          """
          5.              ⇒ 5
          $5$             ⇒ 5
          \\(5\\)         ⇒ 5
          \\[5\\].        ⇒ 5
          **5**           ⇒ 5
          {5}             ⇒ 5
          {{5}}           ⇒ 5
          {5}}            ⇒ {5}}
          {{5}            ⇒ {{5}
          {a}+{b}         ⇒ {a}+{b}
          {{a}+{b}}       ⇒ {a}+{b}
          {{{a}+{b}}}     ⇒ {a}+{b}
          {{a}{b}}        ⇒ {a}{b}
          {a\\}           ⇒ {a\\}
          {a\\}b}         ⇒ a\\}b
          {a\\{b}         ⇒ a\\{b
          {\\{1,2\\}}     ⇒ \\{1,2\\}
          5\\\\           ⇒ 5
          f'              ⇒ f'
          'f'             ⇒ f
          56''            ⇒ 56''
          \\frac{1}{2}    ⇒ \\frac{1}{2}
          \\{1\\}         ⇒ \\{1\\}
          """)
  void isTakenOffTheEnds(String text, String bare) {
    assertThat(Dress.off(text)).isEqualTo(bare);
  }
}
