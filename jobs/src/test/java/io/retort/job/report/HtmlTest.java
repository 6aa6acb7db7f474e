package io.retort.job.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          </script>  | &lt;/script&gt;
          a & b      | a &amp; b
          "x" 'y'    | &quot;x&quot; &#39;y&#39;
          &lt;       | &amp;lt;
          √2 ≤ 𝔽     | √2 ≤ 𝔽
          """)
  void markupBecomesText(String text, String escaped) {
    assertThat(Html.escape(text)).isEqualTo(escaped);
  }

  @Test
  void controlCharactersBecomeVisibleButForLinesAndTabs() {
    assertThat(Html.escape("a\n\tb\u0000\u001b\r")).isEqualTo("a\n\tb␀␛␍");
    assertThat(Html.escape("\u007f\u0080\u009f\u00a0")).isEqualTo("\uFFFD\uFFFD\uFFFD\u00a0");
    assertThat(Html.escape("\uD800x\uDC00\uFFFE\uFFFF")).isEqualTo("\uFFFDx\uFFFD\uFFFD\uFFFD");
  }
}
