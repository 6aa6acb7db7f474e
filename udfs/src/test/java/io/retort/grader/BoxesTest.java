package io.retort.grader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoxesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "no box                            ; 0 ; ''",
        "''                                ; 0 ; ''",
        "so \\boxed{72}.                   ; 1 ; 72",
        "\\fbox{72}                        ; 1 ; 72",
        "\\boxed {72}                      ; 1 ; 72",
        "\\boxed 72                        ; 0 ; ''",
        "\\boxed                           ; 0 ; ''",
        "\\boxed{71}, no, \\boxed{72}      ; 2 ; 72",
        "\\boxed{\\frac{1}{2}}             ; 1 ; \\frac{1}{2}",
        "\\boxed{\\{1, 3\\}}               ; 1 ; \\{1, 3\\}",
        "\\boxed{x = \\boxed{5}}           ; 2 ; x = \\boxed{5}", // the outer closes last
        "\\boxed{72                        ; 0 ; ''", // never closed
        "\\boxed{1} and \\boxed{2          ; 1 ; 1",
        "\\boxed{ \\boxed{2}               ; 1 ; 2", // the outer is never closed
        "{ \\boxed{2}                      ; 1 ; 2", // a stray brace around it
        "} \\boxed{2} }                    ; 1 ; 2",
        "\\\\boxed{2}                      ; 1 ; 2", // escaped twice
        "\\\\\\boxed{2}                    ; 1 ; 2", // after a line break
        "{\\\\}\\boxed{2}                  ; 1 ; 2", // the line break does not escape the brace
        "\\boxed{}                         ; 1 ; ''",
        "\\boxed{2}\\                      ; 1 ; 2",
      })
  void findsTheBoxThatClosesLast(String text, int count, String last) {
    assertThat(Boxes.in(text)).isEqualTo(new Boxes(count, last));
  }
}
