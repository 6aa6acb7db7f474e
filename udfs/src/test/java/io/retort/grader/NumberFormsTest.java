package io.retort.grader;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.grader.math.Rational;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberFormsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0                    ; 0",
        "-0                   ; 0",
        "72                   ; 72",
        "+72                  ; 72",
        "-72                  ; -72",
        "- 72                 ; -72",
        "007                  ; 7",
        "1,072                ; 1072",
        "1,450,000            ; 1450000",
        "1 072                ; 1072",
        "2 500 000            ; 2500000",
        "1,000.50             ; 2001/2",
        "1 000.5              ; 2001/2",
        "1.072                ; 134/125", // 1072/1000: a point is never a separator
        "27.0                 ; 27",
        ".273                 ; 273/1000",
        "-.5                  ; -1/2",
        "0.1                  ; 1/10", // exactly, as no double is
        "\\frac{3}{4}         ; 3/4",
        "\\frac{6}{8}         ; 3/4",
        "-\\frac{3}{4}        ; -3/4",
        "\\frac{-3}{4}        ; -3/4",
        "\\frac{3}{-4}        ; -3/4",
        "-\\frac{-3}{4}       ; 3/4",
        "\\frac12             ; 1/2",
        "\\frac 1 2           ; 1/2",
        "\\frac1{23}          ; 1/23",
        "\\frac{1}2           ; 1/2",
        "\\frac{1,072}{2}     ; 536",
        "\\frac{0.5}{2}       ; 1/4",
        "3/4                  ; 3/4",
        "-6/8                 ; -3/4",
        "6/-8                 ; -3/4",
        "4/2                  ; 2",
        "0/5                  ; 0",
        "2\\frac{1}{3}        ; 7/3",
        "-2\\frac{1}{3}       ; -7/3", // minus the whole of it
        "2 1/3                ; 7/3",
        "0\\frac{1}{3}        ; 1/3",
        "12\\frac35           ; 63/5",
      })
  void readsTheExactValue(String plain, String value) {
    assertThat(NumberForms.read(plain)).map(Rational::toString).contains(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "five",
        "--5",
        "5-",
        "1,07", // a decimal comma, or a list
        "0,001", // a decimal comma
        "12,34,567",
        "1,072,5",
        "1234,567", // no separator in the first four digits
        "1, 072", // a list
        "1 07",
        "1 072 5",
        "5 6",
        "1.2.3",
        "1e5",
        "1/0",
        "\\frac{1}{0}",
        "1/2/3",
        "1/ 2",
        "\\frac{1}{2}3", // a product
        "\\frac123",
        "\\frac{1}{2}\\frac{1}{3}",
        "\\frac{\\frac{1}{2}}{3}",
        "\\frac{1}{2}/3",
        "\\frac{1}{x}",
        "\\frac{}{2}",
        "\\frac{1}",
        "2\\frac{5}{3}", // improper: maybe a product
        "2\\frac{3}{3}",
        "2\\frac{-1}{3}",
        "2\\frac{1}{0}",
        "2.5\\frac{1}{3}",
        "2 1/-3",
        "(5)",
        "7:45",
        "\u0665", // an Arabic-Indic five
      })
  void whatMayMeanSomethingElseIsNotANumber(String plain) {
    assertThat(NumberForms.read(plain)).isEmpty();
  }

  @Test
  void theLongestTextReadIsAThousandCharacters() {
    assertThat(NumberForms.read("7".repeat(1_000))).isPresent();
    assertThat(NumberForms.read("7".repeat(1_001))).isEmpty();
  }
}
