package io.retort.grader.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class ModularTest {

  @Test
  void theModulusIsAPrimeWithARootOfMinusOne() {
    BigInteger prime = BigInteger.valueOf(Modular.PRIME);

    assertThat(prime.isProbablePrime(100)).isTrue();
    assertThat(Modular.PRIME % 8).isEqualTo(5); // so 2 is no square, and 2^((p-1)/4) squares to -1
    assertThat(value("i^2")).isEqualTo(Modular.PRIME - 1);
  }

  @Test
  void equalRationalFunctionsHaveEqualResidues() {
    assertThat(value("(x+1)^2")).isEqualTo(value("x^2+2x+1"));
    assertThat(value("\\frac{1}{x}+\\frac{1}{y}")).isEqualTo(value("\\frac{x+y}{xy}"));
    assertThat(value("\\frac{1}{3}\\cdot 3")).isEqualTo(1);
    assertThat(value("50\\%")).isEqualTo(value("\\frac12"));
    assertThat(value("180^\\circ")).isEqualTo(value("\\pi"));
    assertThat(value("x^{-2}")).isEqualTo(value("\\frac{1}{x \\cdot x}"));
  }

  @Test
  void differentOnesHaveDifferentResidues() {
    assertThat(value("x+1")).isNotEqualTo(value("x+2"));
    assertThat(value("x")).isNotEqualTo(value("y"));
    assertThat(value("3^{-90}")).isNotEqualTo(value("3^{-91}"));
  }

  @Test
  void functionsOfEqualArgumentsAreEqualButProveNothingElse() {
    assertThat(value("\\sin((x+1)^2)")).isEqualTo(value("\\sin(x^2+2x+1)"));
    assertThat(value("\\sin x")).isNotEqualTo(value("\\cos x"));
    assertThat(isComplete("x^2+\\frac{1}{y}")).isTrue();
    assertThat(isComplete("\\sqrt{x}")).isFalse();
    assertThat(isComplete("2^x")).isFalse();
  }

  @Test
  void aPoleHasNoResidue() {
    assertThat(new Modular(1, Work.perRow()).valueOf(read("\\frac{1}{x-x}"))).isEmpty();
    assertThat(new Modular(1, Work.perRow()).valueOf(read("\\sin\\frac{1}{x-x}"))).isEmpty();
  }

  private static long value(String expression) {
    return new Modular(1, Work.perRow()).valueOf(read(expression)).orElseThrow();
  }

  private static boolean isComplete(String expression) {
    Modular modular = new Modular(1, Work.perRow());
    assertThat(modular.valueOf(read(expression))).isPresent();
    return modular.isComplete();
  }

  private static Expr read(String expression) {
    return new Reader(Work.perRow()).read(expression).get(0);
  }
}
