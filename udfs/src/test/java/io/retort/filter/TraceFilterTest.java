package io.retort.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.Character.UnicodeScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceFilterTest {

  private static final String GOOD = "six by twelve</think>so \\boxed{72}";

  private final TraceFilter filter = TraceFilter.standard();

  @Test
  void aGoodTracePasses() {
    assertThat(filter.brokenRules("stop", GOOD)).isEmpty();
    assertThat(filter.brokenRules("stop", "<think>\n" + GOOD)).isEmpty();
  }

  @Test
  void aTraceThatWasCutOffIsNotFinished() {
    assertThat(filter.brokenRules("length", GOOD)).containsExactly("finished");
  }

  @Test
  void theReasoningMustEndOnceAndAnAnswerFollow() {
    assertThat(filter.brokenRules("stop", "six")).containsExactly("think_split", "boxed");
    assertThat(filter.brokenRules("stop", "six</think>")).containsExactly("think_split", "boxed");
    assertThat(filter.brokenRules("stop", "a</think>" + GOOD)).containsExactly("think_split");
  }

  @Test
  void oneBoxIsWanted() {
    assertThat(filter.brokenRules("stop", "six</think>72")).containsExactly("boxed");
    assertThat(filter.brokenRules("stop", GOOD + "\\boxed{72}")).containsExactly("multiple_boxes");
  }

  @Test
  void anotherScriptMayBeATenth() {
    // "boxed" has 5 letters: 5 + 4 of 10 are Latin, then 5 + 4 of 11
    assertThat(filter.brokenRules("stop", "abcd да</think>\\boxed{x}"))
        .containsExactly("language_share");
    assertThat(filter.brokenRules("stop", "abc я</think>\\boxed{x}")).isEmpty(); // 9 of 10
  }

  @Test
  void aParagraphMayHave4000Characters() {
    String words = "word ".repeat(7);
    assertThat(filter.brokenRules("stop", distinctWords(4_000) + "</think>\\boxed{72}")).isEmpty();
    assertThat(filter.brokenRules("stop", distinctWords(4_001) + "</think>\\boxed{72}"))
        .containsExactly("paragraph_length");
    assertThat(filter.brokenRules("stop", words + "</think>\\boxed{72}")).isEmpty();
  }

  @Test
  void codeInTheReasoningIsFlaggedInTheAnswerNot() {
    assertThat(filter.brokenRules("stop", "so\n```\nx\n```\n</think>\\boxed{72}"))
        .containsExactly("code_in_reasoning");
    assertThat(filter.brokenRules("stop", "so</think>\n```\nx\n```\n\\boxed{72}")).isEmpty();
  }

  @Test
  void aLoopIsFlaggedByItsMostFrequentWindowOrItsShare() {
    TraceFilter byCount = new TraceFilter(UnicodeScript.LATIN, 0, 100_000, 20, 1);
    TraceFilter byShare = new TraceFilter(UnicodeScript.LATIN, 0, 100_000, 1_000, 0.5);
    String end = "</think> \\boxed{72}"; // two words more, so that no window is split

    assertThat(byCount.brokenRules("stop", loop(20) + end)).isEmpty();
    assertThat(byCount.brokenRules("stop", loop(21) + end)).containsExactly("repetition");
    // of 43 windows 21 are repeated, then of 63 windows 41
    assertThat(byShare.brokenRules("stop", loop(3) + end)).isEmpty();
    assertThat(byShare.brokenRules("stop", loop(4) + end)).containsExactly("repetition");
  }

  @Test
  void theLimitsMustMakeSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TraceFilter(UnicodeScript.LATIN, 0.5, 0, 1, 0))
        .withMessage("maxParagraphChars must be at least 1, but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TraceFilter(UnicodeScript.LATIN, 0.5, 1, 0, 0))
        .withMessage("maxWindowCount must be at least 1, but was 0");
  }

  @ParameterizedTest
  @CsvSource({"-0.1", "1.1", "NaN"})
  void sharesMustBeShares(double share) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TraceFilter(UnicodeScript.LATIN, share, 1, 1, 0))
        .withMessage("minLanguageShare must be in [0, 1], but was " + share);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TraceFilter(UnicodeScript.LATIN, 1, 1, 1, share))
        .withMessage("maxRepeatedShare must be in [0, 1], but was " + share);
  }

  private static String loop(int rounds) {
    StringBuilder text = new StringBuilder();
    for (int round = 0; round < rounds; round++) {
      for (int word = 0; word < 20; word++) {
        text.append('w').append(word).append(' ');
      }
    }
    return text.toString();
  }

  private static String distinctWords(int chars) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < chars; i++) {
      text.append('w').append(i).append(' ');
    }
    return text.substring(0, chars - 1) + "x";
  }
}
