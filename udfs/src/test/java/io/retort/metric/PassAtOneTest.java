package io.retort.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PassAtOneTest {

  @Test
  void bothStandardErrorsByHand() {
    PassAtOne score =
        PassAtOne.of(
            List.of(new ProblemScore(2, 4), new ProblemScore(4, 4), new ProblemScore(0, 4)));

    assertThat(score.value()).isEqualTo(0.5);
    assertThat(score.problems()).isEqualTo(3);
    // rates 0.5, 1, 0: sqrt((0 + 0.25 + 0.25) / 2 / 3)
    assertThat(score.errorOverProblems().orElseThrow())
        .isCloseTo(Math.sqrt(0.5 / 6), within(1e-15));
    // only the first varies: sqrt(0.5 * 0.5 / 3) / 3
    assertThat(score.errorOfResampling().orElseThrow())
        .isCloseTo(Math.sqrt(0.25 / 3) / 3, within(1e-15));
  }

  @Test
  void everyProblemWeighsTheSameHoweverManyRolloutsItHas() {
    assertThat(PassAtOne.of(List.of(new ProblemScore(1, 1), new ProblemScore(0, 9))).value())
        .isEqualTo(0.5);
  }

  @Test
  void oneProblemSaysNothingAboutOthers() {
    PassAtOne score = PassAtOne.of(List.of(new ProblemScore(1, 2)));

    assertThat(score.errorOverProblems()).isEmpty();
    assertThat(score.errorOfResampling()).hasValue(0.5); // sqrt(0.5 * 0.5 / 1) / 1
  }

  @Test
  void oneRolloutSaysNothingAboutResampling() {
    PassAtOne score = PassAtOne.of(List.of(new ProblemScore(1, 1), new ProblemScore(1, 2)));

    assertThat(score.errorOfResampling()).isEmpty();
    assertThat(score.errorOverProblems()).isPresent();
  }

  @Test
  void aPerfectScoreDoesNotVary() {
    PassAtOne score = PassAtOne.of(List.of(new ProblemScore(2, 2), new ProblemScore(2, 2)));

    assertThat(score.errorOverProblems()).hasValue(0);
    assertThat(score.errorOfResampling()).hasValue(0);
  }

  @Test
  void noProblemsHaveNoScore() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PassAtOne.of(List.of()))
        .withMessage("pass@1 needs at least 1 problem, but got 0");
  }

  /** Runs the same benchmark 20,000 times and looks how much its score really moves. */
  @Test
  void theResamplingErrorIsHowMuchTheScoreMoves() {
    Random random = new Random(7);
    int rollouts = 4;
    double[] abilities = {0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95};
    double[] values = new double[20_000];
    double meanVariance = 0;
    for (int run = 0; run < values.length; run++) {
      PassAtOne score =
          PassAtOne.of(
              Arrays.stream(abilities).mapToObj(p -> sample(p, rollouts, random)).toList());
      values[run] = score.value();
      meanVariance += Math.pow(score.errorOfResampling().orElseThrow(), 2) / values.length;
    }

    double mean = Arrays.stream(values).average().orElseThrow();
    double variance =
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);

    // a variance from 20,000 runs is good to sqrt(2 / 20,000) = 1 %
    assertThat(meanVariance / variance).isCloseTo(1, within(0.04));
  }

  private static ProblemScore sample(double ability, int rollouts, Random random) {
    int correct =
        (int) IntStream.range(0, rollouts).filter(i -> random.nextDouble() < ability).count();
    return new ProblemScore(correct, rollouts);
  }
}
