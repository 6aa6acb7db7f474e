package io.retort.filter.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.retort.grader.BoxedGrader;
import io.retort.grader.CompletionText;
import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RewardsTest {

  private static final String GOOD = "<think>\nso\n</think>\n<answer>\n72\n</answer>";

  @Test
  void accuracyIsTheGradersPointOrNothingForABrokenTarget() {
    BoxedGrader grader = new BoxedGrader();
    CompletionText completion = CompletionText.stopped("a</think>\\boxed{72}");

    assertThat(AccuracyReward.of(grader, completion, "72")).hasValue(1);
    assertThat(AccuracyReward.of(grader, completion, "71")).hasValue(0);
    assertThat(AccuracyReward.of(grader, completion, "{")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        GOOD,
        "<think>\n\n</think>\n<answer>\n\n</answer>", // both may be empty
        GOOD + "\nmore", // $ stands at a line's end too
        "<think>\na\n</think>\nb\n</think>\n<answer>\n72\n</answer>",
        "<think>\nso\n</think>\n<answer>\n7\n</answer> 2\n</answer>"
      })
  void theFormatIsPaid(String text) {
    assertThat(FormatReward.of(text)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " " + GOOD,
        GOOD + " ",
        "<think>\n</think>\n<answer>\n72\n</answer>", // the two line breaks are two
        "<think>\nso\n</think>\n<answer>\n</answer>",
        "<think>\nso\n</think>\n\n<answer>\n72\n</answer>",
        "<think>so</think><answer>72</answer>"
      })
  void anyOtherFormIsNot(String text) {
    assertThat(FormatReward.of(text)).isZero();
  }

  @Test
  void theFormatAgreesWithItsExpression() {
    Pattern expression =
        Pattern.compile(
            "^<think>\\n.*?\\n</think>\\n<answer>\\n.*?\\n</answer>$",
            Pattern.DOTALL | Pattern.MULTILINE);
    List<String> parts =
        List.of(
            "<think>", "</think>", "<answer>", "</answer>", "\n", "\n", "\n", "x", "```py", "```");
    Pattern code =
        Pattern.compile(
            "^<think>\\n.*?\\n</think>\\n<answer>\\n.*?```py.*?```.*?\\n</answer>$",
            Pattern.DOTALL | Pattern.MULTILINE);
    Random random = new Random(20261124);
    int paid = 0;
    int codePaid = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder("<think>\n");
      for (int j = random.nextInt(12); j > 0; j--) {
        text.append(parts.get(random.nextInt(parts.size())));
        if (random.nextInt(4) == 0) {
          text.append("\n</think>\n<answer>\n");
        }
        if (random.nextInt(4) == 0) {
          text.append("\n</answer>");
        }
      }
      String sample = text.toString();
      boolean wanted = expression.matcher(sample).lookingAt();
      boolean wantedCode = code.matcher(sample).lookingAt();
      assertThat(FormatReward.of(sample)).as(sample).isEqualTo(wanted ? 1 : 0);
      assertThat(CodeFormatReward.of(sample, "py")).as(sample).isEqualTo(wantedCode ? 1 : 0);
      paid += wanted ? 1 : 0;
      codePaid += wantedCode ? 1 : 0;
    }
    assertThat(paid).isGreaterThan(1_000);
    assertThat(codePaid).isGreaterThan(50);
  }

  @Test
  void codeMustBeOfTheLanguageAndClosed() {
    String start = "<think>\nso\n</think>\n<answer>\n";

    assertThat(CodeFormatReward.of(start + "```python\nx\n```\n</answer>", "python")).isEqualTo(1);
    assertThat(CodeFormatReward.of(start + "```java\nx\n```\n</answer>", "python")).isZero();
    assertThat(CodeFormatReward.of(start + "```python\nx\n</answer>", "python")).isZero();
    assertThat(CodeFormatReward.of("```python\nx\n```", "python")).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          "<think>\\nso\\n</think>\\n<answer>\\n72\\n</answer>", 1
          "<think>\\nso\\n</think>\\n", 0.5
          "<think>\\n<think>\\nso\\n</think>\\n", 0.25
          "<think>so</think><answer>72</answer>", 0
          "\\n</answer>", 0.25
          "\\n<answer>\\n", 0.25
          """)
  void tagsArePaidOnce(String text, double reward) {
    assertThat(TagCountReward.of(text.replace("\\n", "\n"))).isEqualTo(reward);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          "so it is", 0
          "Step 1: a", 0.3333333333333333
          "1. a\\n2. b", 0.3333333333333333
          "a\\n- b\\n* c", 0.6666666666666666
          "First, a. Second, b. Next, c. Finally, d.", 1
          """)
  void threeStepsAreEnough(String text, double reward) {
    assertThat(ReasoningStepsReward.of(text.replace("\\n", "\n"))).isEqualTo(reward);
  }

  @Test
  void shorterIsBetterWithinAGroup() {
    // (10 - 10)/20, (20 - 10)/20, (30 - 10)/20 from 1/2
    assertThat(LengthReward.of(new int[] {10, 20, 30, 10}, List.of(true, true, true, false)))
        .containsExactly(0.5, 0, -0.5, 0);
    assertThat(LengthReward.of(new int[] {30, 10}, List.of(false, false))).containsExactly(-0.5, 0);
  }

  @Test
  void equalLengthsArePaidNothing() {
    assertThat(LengthReward.of(new int[] {7, 7}, List.of(true, false))).containsExactly(0, 0);
  }

  @Test
  void eachLengthNeedsAVerdict() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LengthReward.of(new int[] {1}, List.of(true, false)))
        .withMessage(
            "each completion must have a length and a verdict,"
                + " but there are 1 lengths and 2 verdicts");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LengthReward.of(new int[0], List.of()))
        .withMessageEndingWith("there are 0 lengths and 0 verdicts");
  }

  @ParameterizedTest
  @CsvSource({
    "0, true, 1",
    "500, true, 0.75", // cos(pi/2) = 0: half way
    "1000, true, 0.5",
    "2000, true, 0.5", // not back at the top
    "0, false, 0",
    "500, false, -0.25",
    "1000, false, -0.5",
    "250, true, 0.9267766952966369", // 0.75 + 0.25 cos(pi/4)
  })
  void theCosineFallsWithTheLength(int length, boolean isCorrect, double reward) {
    assertThat(CosineReward.standard().of(length, isCorrect)).isCloseTo(reward, within(1e-15));
  }

  @Test
  void theCosineNeedsALength() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CosineReward(1, 0, 0, 0, 0))
        .withMessage("maxLength must be at least 1, but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CosineReward.standard().of(-1, true))
        .withMessage("length must be at least 0, but was -1");
    assertThat(new CosineReward(1, 0, 0, 0, 1).of(1, true)).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          "", 0
          "a b", 0
          "a b c", 0
          "a b c d", 0
          "a a a a", -0.5
          "A b c a B C", -0.25
          """)
  void repeatedTriplesArePunished(String text, double reward) {
    assertThat(RepetitionPenalty.standard().of(text)).isEqualTo(reward);
  }

  @Test
  void thePenaltyIsNotPositive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RepetitionPenalty(3, 0.5))
        .withMessage("maxPenalty must be at most 0, but was 0.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RepetitionPenalty(0, -1))
        .withMessage("words must be at least 1, but was 0");
    assertThat(new RepetitionPenalty(1, 0).of("a a")).isZero();
    assertThat(new RepetitionPenalty(1, -2).of("a a")).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "12288, 0", // 16384 - 4096
    "12289, -0.000244140625", // -1/4096
    "14336, -0.5",
    "16384, -1",
    "20000, -1"
  })
  void theLastTokensArePunishedSoftly(int tokens, double reward) {
    assertThat(SoftOverlongPunishment.standard().of(tokens)).isEqualTo(reward);
  }

  @Test
  void theCacheFitsTheLimit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SoftOverlongPunishment(10, 11))
        .withMessage("cache must be in 1..maxTokens, but cache=11, maxTokens=10");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SoftOverlongPunishment(10, 0))
        .withMessage("cache must be in 1..maxTokens, but cache=0, maxTokens=10");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SoftOverlongPunishment.standard().of(-1))
        .withMessage("tokens must be at least 0, but was -1");
    assertThat(new SoftOverlongPunishment(10, 10).of(5)).isEqualTo(-0.5);
  }

  @Test
  void theLanguageOfTheReasoningIsPaid() {
    assertThat(LanguageConsistencyReward.of("so да</think>да да", UnicodeScript.LATIN))
        .isEqualTo(0.5);
  }
}
