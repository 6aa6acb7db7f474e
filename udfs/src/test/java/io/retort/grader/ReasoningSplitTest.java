package io.retort.grader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasoningSplitTest {

  @Test
  void takesACompletionApartAtTheClosingTag() {
    ReasoningSplit split = ReasoningSplit.of("6*12 = 72.\n</think>\n\nSo \\boxed{72}.");

    assertThat(split).isEqualTo(new ReasoningSplit("6*12 = 72.", "So \\boxed{72}.", true, true));
  }

  @Test
  void itMakesNoDifferenceWhoWroteTheOpeningTag() {
    String forced = "\n6*12 = 72.\n</think>\\boxed{72}";

    assertThat(ReasoningSplit.of("<think>" + forced)).isEqualTo(ReasoningSplit.of(forced));
  }

  @Test
  void theAnswerFollowsTheLastClosingTag() {
    ReasoningSplit split = ReasoningSplit.of("a</think> \\boxed{1} b</think> \\boxed{2}");

    assertThat(split.reasoning()).isEqualTo("a</think> \\boxed{1} b");
    assertThat(split.answer()).isEqualTo("\\boxed{2}");
  }

  @ParameterizedTest
  @CsvSource({
    "'6*12 = 72, so \\boxed{72}'", // never closed
    "'a</think>b<think>c \\boxed{72}'", // opened again and not closed
    "''",
  })
  void withoutAnEndAllOfItIsReasoning(String completion) {
    assertThat(ReasoningSplit.of(completion))
        .isEqualTo(new ReasoningSplit(completion, "", false, false));
  }

  @ParameterizedTest
  @CsvSource({
    "'a</think>\\boxed{1}',                true",
    "'<think>a</think>\\boxed{1}',         true",
    "'<think></think>\\boxed{1}',          false", // no reasoning
    "'a</think>b</think>\\boxed{1}',       false", // closed twice
    "'a<think>b</think>\\boxed{1}',        false", // opened twice
    "'a</think>1',                         false", // no box
    "'a \\boxed{1}</think>1',              false", // the box is in the reasoning
    "'a \\boxed{1}</think>\\boxed{1}',     true",
    "'a</think>\\boxed{1} or \\boxed{2}',  false", // two boxes
    "'a</think>\\boxed{\\boxed{1}}',       false", // two boxes, one in the other
    "'a \\boxed{1}',                       false",
  })
  void formatOkIsR1FormatToTheLetter(String completion, boolean formatOk) {
    assertThat(ReasoningSplit.of(completion).formatOk()).isEqualTo(formatOk);
  }
}
