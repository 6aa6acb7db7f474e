package io.retort.grader.math;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How what was read is shown in a verdict's explanation. */
class SpellingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "3/4                    ; 3/4",
        "x+y                    ; x+y",
        "y+x                    ; x+y",
        "2(x+1)                 ; (1+x)*2",
        "2x^{10}                ; 2*(x^10)",
        "c_1 x                  ; c_1*x",
        "x^{-1}                 ; x^(-1)",
        "(2,1)                  ; (2, 1)",
        "[1,2)                  ; [1, 2)",
        "(1,2]                  ; (1, 2]",
        "\\{3,1,2\\}            ; \\{1, 2, 3\\}",
        "b, a                   ; a, b",
        "x<2                    ; x < 2",
        "x=5                    ; x = 5",
        "1:2:3                  ; 1:2:3",
        "9:05 \\text{ a.m.}     ; 9:05am",
        "12:30:00 \\text{ p.m.} ; 12:30:00pm",
        "3 \\text{ km}          ; 3 km",
        "101_2                  ; 101_2",
        "7F_{16}                ; 7f_16",
        "45^\\circ              ; 45°",
        "50\\%                  ; 50%",
        "f(2)                   ; f(2)",
        "(1,2)\\cup(3,4)        ; (1, 2) ∪ (3, 4)",
        "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix} ; [[1, 2], [3, 4]]",
      })
  void oneSpellingForEachTree(String text, String spelled) {
    assertThat(Spelling.of(read(text))).isEqualTo(spelled);
  }

  @Test
  void decimalsOfManyDigitsStayDecimals() {
    assertThat(Spelling.of(read("0.1234567890123456"))).isEqualTo("0.1234567890123456");
    assertThat(Spelling.of(read("0.0009765625"))).isEqualTo("1/1024"); // 11 bits
    assertThat(Spelling.of(read("0.000000000931322574615478515625"))) // 2^-30, 31 bits
        .isEqualTo("0.000000000931322574615478515625");
    assertThat(Spelling.of(read("0.00000000186264514923095703125"))) // 2^-29, 30 bits
        .isEqualTo("1/536870912");
  }

  private static Expr read(String text) {
    return new Reader(Work.perRow()).read(text).get(0);
  }
}
