package io.retort.grader;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CompletionTextTest {

  @Test
  void rejectsAFinishReasonThatNoEngineGives() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CompletionText("done", "", "text"))
        .withMessage("finish reason must be stop, length or error, but was 'done'");
  }
}
