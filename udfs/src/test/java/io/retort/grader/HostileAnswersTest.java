package io.retort.grader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.retort.grader.math.MathOptions;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a broken or malicious model may write: every row ends in a verdict within its steps. The
 * time limits are many times what a row takes; they only catch what is not counted at all.
 */
class HostileAnswersTest {

  private static final List<String> TARGETS =
      List.of(
          "72", "\\sqrt{2}", "x+1", "(1,2)", "\\{1,2\\}", "x<3", "C", "[0,1)\\cup(2,3)", "5 km");

  private final MathGrader grader = new MathGrader();

  @ParameterizedTest
  @MethodSource("hostile")
  void endsInAVerdict(String answer) {
    assertTimeout(
        Duration.ofSeconds(3),
        () -> {
          for (String target : TARGETS) {
            assertThat(grade(answer, target).outcome()).isNotEqualTo("correct");
            grader.gradeAnswer(target, answer.length() > 10_000 ? "1" : "1+" + answer);
          }
          assertThatNoException().isThrownBy(() -> grader.canonical(answer));
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9^{9^{9^{9^{9}}}}",
        "(((100!)!)!)!",
        "123456789^{987654321}",
        "\\binom{99999999}{4999999}",
        "\\sum_{k=0}^{999999999} k^k",
        "\\sin(10^{2000})",
      })
  void whatCannotBeWorkedOutStillEqualsItself(String answer) {
    assertThat(grader.gradeAnswer(answer + "+0", answer).outcome()).isEqualTo("correct");
  }

  @Test
  void aTowerOfPowersAgainstAnotherIsNeverCorrect() {
    assertThat(grader.gradeAnswer("9^{9^{9^{9}}}", "9^{9^{9^{8}}}").outcome())
        .isNotEqualTo("correct");
  }

  @Test
  void reachingTheBoundOnStepsIsATimeoutThatNamesIt() {
    MathGrader impatient = new MathGrader(MathOptions.standard(), 100);

    Verdict verdict = impatient.gradeAnswer("\\sqrt{2}+\\sqrt{3}", "\\sqrt{5+2\\sqrt{6}}");

    assertThat(verdict)
        .isEqualTo(
            new Verdict.GraderTimeout(
                "comparing '\\sqrt{2}+\\sqrt{3}' with '\\sqrt{5+2\\sqrt{6}}':"
                    + " not decided within 100 steps"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "{",
        "}",
        "\\",
        "\\boxed{",
        "\\fbox ",
        "</think>",
        "<think>",
        "\\frac",
        " ",
        "$",
        "\n",
        "the answer is ",
        "\\boxed{5} and ",
        "(",
        "**",
        "A ",
        "\\( ",
        "1,",
        "答案",
        "option ",
        "####",
      })
  void tenMegabytesOfAnythingEndInAVerdict(String piece) {
    String text = piece.repeat(10_000_000 / piece.length());

    for (String target : List.of("72", "C")) {
      Verdict verdict =
          assertTimeout(
              Duration.ofSeconds(3), () -> grader.grade(CompletionText.stopped(text), target));

      assertThat(verdict.outcome()).isNotEqualTo("correct");
      assertThat(verdict.explanation()).hasSizeLessThan(500);
    }
  }

  @Test
  void tenThousandNestedBracesAreOnlyBraces() {
    String nested = "{".repeat(4_000) + "72" + "}".repeat(4_000);

    assertThat(grade(nested, "72").outcome()).isEqualTo("correct");
  }

  private Verdict grade(String answer, String target) {
    return grader.grade(CompletionText.stopped("so $\\boxed{" + answer + "}$"), target);
  }

  static Stream<String> hostile() {
    return Stream.of(
        "9^{9^{9^{9^{9}}}}",
        "2^{".repeat(90) + "x" + "}".repeat(90),
        "(((100!)!)!)!",
        "99999999!",
        "1e999999",
        "7".repeat(9_000),
        "7".repeat(1_000_000),
        "\\sin(10^{500})",
        "e^{e^{e^{e^{e}}}}",
        "(".repeat(4_000) + "x" + ")".repeat(4_000),
        "\\frac{1}{1+".repeat(110) + "x" + "}".repeat(110),
        "\\sqrt{2+".repeat(100) + "2" + "}".repeat(100),
        "x+".repeat(4_000) + "1",
        "1,".repeat(4_000) + "1",
        roots(2, 1) + "1",
        roots(402, -1) + "1",
        powers(),
        "\\sum_{a=1}^{n}".repeat(30) + "a",
        "\\sum_{k=1}^{n}(" + "k+x^k".repeat(300) + ")",
        "\\sum_{n=0}^{\\infty}\\frac{x^n}{n^{x}}",
        "\\prod_{k=1}^{n}k^{k^{k}}",
        "Area = ".repeat(1_000) + "x",
        "\\text{vertex }".repeat(600) + "(1,3)",
        "\\text{(a) }3,".repeat(400) + "\\text{(b) }5",
        "x,x>0".repeat(900),
        "|".repeat(3_000),
        "$".repeat(9_000),
        "\\".repeat(9_001),
        "\\text{".repeat(1_000) + "x1" + "}".repeat(1_000),
        "f" + "'".repeat(5_000),
        "5" + "!".repeat(3_000),
        "5" + "%".repeat(3_000),
        "-".repeat(5_001) + "5",
        "\\pm ".repeat(2_000) + "5",
        "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}".repeat(200),
        "x_{".repeat(100) + "1" + "}".repeat(100),
        "(".repeat(40) + "x" + "^9)".repeat(40),
        String.join(" or ", Collections.nCopies(200, "x<\\sqrt{2}")),
        String.join("\\cup ", Collections.nCopies(300, "(3,4)")),
        String.join("\\cap ", Collections.nCopies(300, "(3,4)")),
        "1:".repeat(3_000) + "1",
        "5 " + "km/".repeat(2_000) + "h",
        "a b ".repeat(2_000),
        "\uD835\uDC65".repeat(3_000),
        "\\emptyset\\emptyset".repeat(100),
        "k\\pi" + " ".repeat(280) + "integer",
        "k\\pi" + "{$~ ,(".repeat(40) + "integers",
        "\\sum_{k=1}^{2400}\\frac{1}{k}",
        "\\sum_{i=1}^{150}\\sum_{j=1}^{150}\\sum_{k=1}^{150}ijk",
        "\\sum_{k=1}^{n}".repeat(110) + "k",
        "\\int".repeat(110) + "xdx",
        "\\sqrt{2+k\\pi}+\\sin(k)+k\\pi, k\\in\\mathbb{Z}",
        "1:00".repeat(2_000),
        "P(7,2)".repeat(48));
  }

  private static String roots(int first, int step) {
    return IntStream.range(0, 400)
        .mapToObj(i -> "\\sqrt{" + (first + i * step) + "},")
        .collect(Collectors.joining());
  }

  private static String powers() {
    return IntStream.range(0, 60).mapToObj(i -> "(x+" + i + ")^{99}").collect(Collectors.joining());
  }
}
