package io.retort.grader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatexTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "$5$                               ; 5",
        "\\(5\\)                           ; 5",
        "\\[5\\]                           ; 5",
        "\\$5                              ; 5", // money
        "\u20AC5                           ; 5", // euro
        "\\left( 1,2 \\right)              ; (1,2)",
        "\\text{parabola}                  ; parabola",
        "\\mathrm{~cm}                     ; cm",
        "5\\text{ cm}                      ; 5 cm",
        "{{5}}                             ; 5",
        "1{,}072                           ; 1,072",
        "1,\\!072                          ; 1,072",
        "1\\,072                           ; 1 072",
        "1\u2009072                        ; 1 072", // thin space
        "1\u202F072                        ; 1 072", // narrow no-break space
        "1 \t 072                          ; 1 072",
        "3\\quad 4                         ; 3 4",
        "8n^2 + 4n + 1                     ; 8n^2+4n+1",
        "1, 072                            ; 1, 072", // a list: the space is kept
        "2 \\frac{1}{3}                    ; 2\\frac{1}{3}",
        "\\dfrac{1}{2}                     ; \\frac{1}{2}",
        "\\tfrac 1 2                       ; \\frac 1 2",
        "\\frac {1} {2}                    ; \\frac{1}{2}",
        "\\frac1{23}                       ; \\frac1{23}", // not \frac12 times 3
        "\\frac{{1}}{2}                    ; \\frac{1}{2}",
        "\\frac{1}{2}\\text{ cm}           ; \\frac{1}{2}cm",
        "\\sqrt[3]{12}                     ; \\sqrt[3]{12}",
        "x^{12}                            ; x^{12}",
        "x{12}                             ; x12", // a group prints as its content
        "\\pi{r}{s}                        ; \\pi{r}{s}",
        "\\pi r                            ; \\pi r",
        "\\{1, 3\\}                        ; \\{1, 3\\}",
        "35\\,\\%                          ; 35%",
        "\u22125                           ; -5", // minus sign
        "\uFF0D\uFF15\uFF0E\uFF12\uFF05    ; -5.2%", // fullwidth
        "5\u3002                           ; 5", // ideographic full stop
        "5.                                ; 5",
        "no solution. .                    ; no solution",
        "\u200B5                           ; 5", // zero-width space
        "\\\\frac{1}{2}                    ; \\frac{1}{2}", // escaped twice
        "a \\\\ b                          ; a\\\\b", // a line break in a matrix
        "5}                                ; 5",
        "5\\                               ; 5\\",
        "''                                ; ''",
        "$$                                ; ''",
        ".                                 ; ''",
      })
  void readsWhatIsPrinted(String latex, String plain) {
    assertThat(LatexText.plain(latex)).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "\\frac{1}{2}", "\\{1,3", "{\\}}", "{{}}{}", "5\\\\"})
  void wholeLatexHasBalancedBraces(String latex) {
    assertThat(LatexText.isWhole(latex)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "}", "}{", "\\frac{1}{2", "{\\}", "5}", "5\\"})
  void aCutIsNotWhole(String latex) {
    assertThat(LatexText.isWhole(latex)).isFalse();
  }
}
