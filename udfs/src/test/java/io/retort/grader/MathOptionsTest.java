package io.retort.grader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.retort.grader.math.MathOptions;
import io.retort.grader.math.MathOptions.BoxPolicy;
import io.retort.grader.math.MathOptions.Brackets;
import io.retort.grader.math.MathOptions.Names;
import io.retort.grader.math.MathOptions.Order;
import io.retort.grader.math.MathOptions.Percent;
import io.retort.grader.math.MathOptions.Reasoning;
import io.retort.grader.math.MathOptions.Rounding;
import io.retort.grader.math.MathOptions.Sets;
import io.retort.grader.math.MathOptions.Source;
import io.retort.grader.math.MathOptions.Units;
import org.junit.jupiter.api.Test;

/** Each option on a pair that it decides. */
class MathOptionsTest {

  private static final MathOptions STANDARD = MathOptions.standard();

  @Test
  void roundingToDecimals() {
    MathOptions two = STANDARD.withRounding(Rounding.decimals(2));

    assertThat(outcome(STANDARD, "0.33", "1/3")).isEqualTo("wrong");
    assertThat(outcome(two, "0.33", "1/3")).isEqualTo("correct");
    assertThat(outcome(two, "0.34", "1/3")).isEqualTo("wrong");
    assertThat(outcome(two, "4", "4\\sqrt{2}")).isEqualTo("wrong");
    assertThat(outcome(two, "1.41", "\\sqrt{2}")).isEqualTo("correct");
  }

  @Test
  void roundingToTheShorterOne() {
    MathOptions shorter = STANDARD.withRounding(Rounding.shorter());

    assertThat(outcome(shorter, "0.667", "2/3")).isEqualTo("correct");
    assertThat(outcome(shorter, "0.666", "2/3")).isEqualTo("wrong");
    assertThat(outcome(shorter, "0.7", "2/3")).isEqualTo("wrong"); // one decimal shows too little
  }

  @Test
  void roundingIsRelativeNeverAbsolute() {
    MathOptions perMille = STANDARD.withRounding(Rounding.relative(1e-3));

    assertThat(outcome(perMille, "1000.9", "1000")).isEqualTo("correct");
    assertThat(outcome(perMille, "1001.1", "1000")).isEqualTo("wrong");
    assertThat(outcome(perMille, "10^{-9}", "10^{-8}")).isEqualTo("wrong");
  }

  @Test
  void roundingIsBounded() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rounding.relative(-1))
        .withMessage("rounding must be between 0 and 1000, but was -1.0");
  }

  @Test
  void percentOnOneSide() {
    MathOptions fraction = STANDARD.withPercent(Percent.FRACTION);
    MathOptions number = STANDARD.withPercent(Percent.NUMBER);

    assertThat(outcome(fraction, "0.2", "20\\%")).isEqualTo("correct");
    assertThat(outcome(fraction, "20", "20\\%")).isEqualTo("wrong");
    assertThat(outcome(number, "0.2", "20\\%")).isEqualTo("wrong");
    assertThat(outcome(number, "20", "20\\%")).isEqualTo("correct");
  }

  @Test
  void order() {
    MathOptions everywhere = STANDARD.withOrder(Order.EVERYWHERE);
    MathOptions nowhere = STANDARD.withOrder(Order.NOWHERE);

    assertThat(outcome(STANDARD, "2,1", "1,2")).isEqualTo("correct");
    assertThat(outcome(everywhere, "2,1", "1,2")).isEqualTo("wrong");
    assertThat(outcome(STANDARD, "(2,1)", "(1,2)")).isEqualTo("wrong");
    assertThat(outcome(nowhere, "(2,1)", "(1,2)")).isEqualTo("correct");
  }

  @Test
  void units() {
    MathOptions required = STANDARD.withUnits(Units.REQUIRED);
    MathOptions ignored = STANDARD.withUnits(Units.IGNORED);

    assertThat(outcome(STANDARD, "5", "5 km")).isEqualTo("correct");
    assertThat(outcome(required, "5", "5 km")).isEqualTo("wrong");
    assertThat(outcome(required, "5000 meters", "5 km")).isEqualTo("correct");
    assertThat(outcome(STANDARD, "5 cm", "5 km")).isEqualTo("wrong");
    assertThat(outcome(ignored, "5 cm", "5 km")).isEqualTo("correct");
  }

  @Test
  void names() {
    assertThat(outcome(STANDARD, "y=5", "x=5")).isEqualTo("correct");
    assertThat(outcome(STANDARD.withNames(Names.STRICT), "y=5", "x=5")).isEqualTo("wrong");
    assertThat(outcome(STANDARD.withNames(Names.STRICT), "5", "x=5")).isEqualTo("correct");
  }

  @Test
  void sets() {
    MathOptions asWritten = STANDARD.withSets(Sets.AS_WRITTEN);

    assertThat(outcome(STANDARD, "x<2", "(-\\infty,2)")).isEqualTo("correct");
    assertThat(outcome(asWritten, "x<2", "(-\\infty,2)")).isEqualTo("wrong");
    assertThat(outcome(asWritten, "2>x", "x<2")).isEqualTo("correct");
  }

  @Test
  void brackets() {
    MathOptions ignored = STANDARD.withBrackets(Brackets.IGNORED);

    assertThat(outcome(STANDARD, "[0,3)", "(0,3]")).isEqualTo("wrong");
    assertThat(outcome(ignored, "[0,3)", "(0,3]")).isEqualTo("correct");
    assertThat(outcome(ignored, "[0,3]", "(0,3)")).isEqualTo("correct");
    assertThat(outcome(ignored, "[0,4)", "(0,3]")).isEqualTo("wrong");
  }

  @Test
  void boxes() {
    String text = "\\boxed{1} and \\boxed{2}";

    assertThat(graded(STANDARD, text, "1,2")).isEqualTo("correct");
    assertThat(graded(STANDARD.withBoxes(BoxPolicy.LAST), text, "2")).isEqualTo("correct");
    assertThat(graded(STANDARD.withBoxes(BoxPolicy.FIRST), text, "1")).isEqualTo("correct");
  }

  @Test
  void source() {
    MathOptions stated = STANDARD.withSource(Source.STATED);
    MathOptions boxed = STANDARD.withSource(Source.BOXED_ONLY);

    assertThat(graded(STANDARD, "It is 72.", "72")).isEqualTo("correct");
    assertThat(graded(stated, "It is 72.", "72")).isEqualTo("unparsed");
    assertThat(graded(stated, "The answer is 72.", "72")).isEqualTo("correct");
    assertThat(graded(boxed, "The answer is 72.", "72")).isEqualTo("unparsed");
    assertThat(graded(boxed, "It is \\boxed{72}.", "72")).isEqualTo("correct");
  }

  @Test
  void reasoning() {
    MathOptions required = STANDARD.withReasoning(Reasoning.REQUIRED);

    assertThat(graded(required, "\\boxed{72}", "72")).isEqualTo("unparsed");
    assertThat(graded(required, "a</think>\\boxed{72}", "72")).isEqualTo("correct");
  }

  @Test
  void presetsByName() {
    assertThat(MathOptions.preset("standard")).isEqualTo(STANDARD);
    assertThat(MathOptions.preset("r1")).isEqualTo(MathOptions.deepseekR1());
    assertThat(MathOptions.preset("lighteval").rounding()).isEqualTo(Rounding.decimals(6));
    assertThat(MathOptions.preset("lm-eval").boxes()).isEqualTo(BoxPolicy.LAST);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MathOptions.preset("best"))
        .withMessage("preset must be standard, r1, lighteval or lm-eval, but was 'best'");
  }

  private static String outcome(MathOptions options, String answer, String target) {
    return new MathGrader(options).gradeAnswer(answer, target).outcome();
  }

  private static String graded(MathOptions options, String completion, String target) {
    return new MathGrader(options).grade(CompletionText.stopped(completion), target).outcome();
  }
}
