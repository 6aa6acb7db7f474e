package io.retort.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ProblemScoreTest {

  @Test
  void theRateIsTheShareOfCorrectRollouts() {
    assertThat(new ProblemScore(3, 4).rate()).isEqualTo(0.75);
  }

  @Test
  void aProblemWithoutRolloutsHasNoScore() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProblemScore(0, 0))
        .withMessage("a problem needs at least 1 rollout, but has 0");
  }

  @Test
  void noMoreRolloutsAreCorrectThanThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProblemScore(5, 4))
        .withMessage("correct rollouts must be in 0..4, but were 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProblemScore(-1, 4))
        .withMessage("correct rollouts must be in 0..4, but were -1");
  }
}
