package io.retort.grader.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against published digits (OEIS, the first 41 of each constant) and identities. */
class EvaluationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\\pi                ; 3.1415926535897932384626433832795028841971", // OEIS A000796
        "e                   ; 2.7182818284590452353602874713526624977572", // A001113
        "\\ln 2              ; 0.6931471805599453094172321214581765680755", // A002162
        "\\ln 10             ; 2.3025850929940456840179914546843642076011", // A002392
        "\\sqrt{2}           ; 1.4142135623730950488016887242096980785696", // A002193
        "\\sqrt[3]{2}        ; 1.2599210498948731647672106072782283505702", // A002580
        "\\frac{1+\\sqrt5}{2}; 1.6180339887498948482045868343656381177203", // A001622
        "\\sin 1             ; 0.8414709848078965066525023216302989996225", // A049469
        "\\cos 1             ; 0.5403023058681397174009366074429766037323", // A049470
        "\\tan 1             ; 1.5574077246549022305069748074583601730872", // A049471
        "\\arctan 2          ; 1.1071487177940905030170654601785370400700", // A105199
        "e^{\\pi}            ; 23.140692632779269005729086367948547380266", // A039661
        "\\sinh 1            ; 1.1752011936438014568823818505956008151557", // A073742
        "\\cosh 1            ; 1.5430806348152437784779056207570616826015", // A073743
        "i^i                 ; 0.2078795763507619085469556198349787700338", // A049006
      })
  void agreesWithPublishedDigits(String expression, String digits) {
    Ball value = valueOf(expression, 192).re();

    BigDecimal error = decimal(value).subtract(new BigDecimal(digits)).abs();
    assertThat(error).isLessThan(new BigDecimal("1e-37"));
    assertThat(value.errorExponent()).isLessThan(-160); // 48 digits
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\\sin(10^{30}) ; \\sin(10^{30}+2\\pi)",
        "\\cos(-7)      ; \\cos 7",
        "\\arctan(100)  ; \\frac{\\pi}{2}-\\arctan\\frac{1}{100}",
        "\\arctan(-3)   ; -\\arctan 3",
        "\\arcsin(-1)   ; -\\frac{\\pi}{2}",
        "\\arccos(1/2)  ; \\frac{\\pi}{3}",
        "\\arccot(1)    ; \\frac{\\pi}{4}",
        "\\arcsec(2)    ; \\frac{\\pi}{3}",
        "\\arccsc(2)    ; \\frac{\\pi}{6}",
        "\\sec(\\pi/3)  ; 2",
        "\\csc(\\pi/6)  ; 2",
        "\\cot(\\pi/4)  ; 1",
        "\\tanh 1       ; \\frac{\\sinh 1}{\\cosh 1}",
        "\\coth 1       ; \\frac{\\cosh 1}{\\sinh 1}",
        "|3-4i|         ; 5",
        "|-\\sqrt2|     ; \\sqrt2",
        "\\lfloor\\pi\\rfloor ; 3",
        "\\lceil-\\sqrt2\\rceil ; -1",
        "\\sqrt{i}      ; \\frac{1+i}{\\sqrt2}",
        "\\ln(-1)       ; i\\pi",
        "\\ln(i)        ; \\frac{i\\pi}{2}",
        "\\cos(i)       ; \\cosh 1",
        "\\sin(i)       ; i\\sinh 1",
        "(-8)^{2/3}     ; 4",
        "(-32)^{1/5}    ; -2",
        "2^{-1000000}   ; \\frac{1}{2^{1000000}}",
        "1000!          ; 1000 \\cdot 999!",
        "e^{-2000}      ; \\frac{1}{e^{2000}}",
      })
  void identitiesHoldWithinTheErrorBound(String left, String right) {
    ComplexArithmetic complex = new ComplexArithmetic(192, Work.perRow());

    ComplexBall difference = complex.subtract(valueOf(left, 192), valueOf(right, 192));

    assertThat(difference.re().hasZero()).isTrue();
    assertThat(difference.im().hasZero()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\frac{1}{\\sqrt{2}-\\sqrt{2}}",
        "\\ln 0",
        "0^{\\pi}",
        "\\arcsin(i)",
        "\\infty",
        "1.5!",
        "e^{e^{e^{10}}}",
        "\\lfloor\\sqrt{2}^2\\rfloor",
        "\\sin(10^{800})",
      })
  void whereNoBoundIsKnownThereIsNoValue(String expression) {
    assertThatExceptionOfType(UndefinedException.class).isThrownBy(() -> valueOf(expression, 192));
  }

  @Test
  void moreBitsLieWithinTheErrorOfFewer() {
    for (String expression :
        new String[] {"\\sqrt{2}+e^3", "\\sin 5\\cdot\\ln 7", "\\arctan(1/3)^5"}) {
      Ball few = valueOf(expression, 128).re();
      Ball many = valueOf(expression, 448).re();

      BigDecimal apart = decimal(few).subtract(decimal(many)).abs();
      BigDecimal bound =
          BigDecimal.ONE.divide(new BigDecimal(BigInteger.TWO.pow((int) -few.errorExponent())));
      assertThat(apart).isLessThanOrEqualTo(bound);
    }
  }

  @Test
  void namesHaveOneValueInAPointAndOthersInTheNext() {
    Expr x = new Expr.Sym("x");

    assertThat(at(x, 0)).isEqualTo(at(x, 0));
    assertThat(at(x, 0)).isNotEqualTo(at(x, 2));
    assertThat(at(x, 0)).isNotEqualTo(at(new Expr.Sym("y"), 0));
    assertThat(at(x, 0).re().isPositive()).isTrue();
  }

  private static ComplexBall at(Expr expr, int point) {
    return new Evaluation(192, Work.perRow(), point).valueOf(expr);
  }

  private static ComplexBall valueOf(String expression, int bits) {
    Expr read = new Reader(Work.perRow()).read(expression).get(0);
    return new Evaluation(bits, Work.perRow(), 0).valueOf(read);
  }

  private static BigDecimal decimal(Ball ball) {
    BigDecimal scale = new BigDecimal(BigInteger.TWO.pow((int) Math.abs(ball.exponent())));
    BigDecimal mantissa = new BigDecimal(ball.mantissa());
    return ball.exponent() >= 0 ? mantissa.multiply(scale) : mantissa.divide(scale);
  }
}
