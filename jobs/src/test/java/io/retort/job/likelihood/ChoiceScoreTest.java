package io.retort.job.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.retort.benchmark.Message;
import io.retort.benchmark.Problem;
import io.retort.benchmark.ProblemKind;
import io.retort.job.likelihood.ChoiceScore.Measure;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChoiceScoreTest {

  // -3 and -4 as wholes; -3 and -2 a token; -1 and -1.33 a byte
  private static final List<Likelihood> SHORT_AND_LONG =
      List.of(new Likelihood(-3, 1, 3), new Likelihood(-4, 2, 3));

  @Test
  void theMeasureDecidesWhetherLengthDoes() {
    ChoiceScore score = new ChoiceScore(SHORT_AND_LONG, 1);

    assertThat(score.best(Measure.SUM)).isZero();
    assertThat(score.best(Measure.PER_TOKEN)).isEqualTo(1);
    assertThat(score.best(Measure.PER_BYTE)).isZero();
    assertThat(score.isCorrect(Measure.SUM)).isFalse();
    assertThat(score.isCorrect(Measure.PER_TOKEN)).isTrue();
  }

  @Test
  void theFirstOfEqualOptionsIsChosen() {
    Likelihood same = new Likelihood(-1, 1, 1);

    assertThat(new ChoiceScore(List.of(same, same), 1).best(Measure.SUM)).isZero();
  }

  @Test
  void theSummaryHasAccuracyByEachMeasure() {
    // 1 of 1: Wilson's lower bound is 1 / (1 + 1.96^2) = 20.65 %; 0 of 1 mirrors it: 79.35 %
    assertThat(LikelihoodSummary.lines(Mode.TEXT, List.of(scored("B", SHORT_AND_LONG))))
        .containsExactly(
            "accuracy     0.00 % by the whole option (95 %: 0.00 to 79.35)",
            "accuracy   100.00 % by the mean over its tokens (95 %: 20.65 to 100.00)",
            "accuracy     0.00 % by the mean over its bytes (95 %: 0.00 to 79.35)");
  }

  @Test
  void lettersAreComparedAsAWhole() {
    ScoredQuestion question = scored("A", SHORT_AND_LONG);

    assertThat(LikelihoodSummary.lines(Mode.LETTER, List.of(question)))
        .containsExactly("accuracy   100.00 % by the whole option (95 %: 20.65 to 100.00)");
    assertThat(question.row(Mode.LETTER).toString())
        .isEqualTo(
            "{\"id\":\"1\",\"target\":\"A\",\"logprobs\":{\"A\":-3.0,\"B\":-4.0},\"chosen\":\"A\"}");
  }

  @Test
  void theSummaryOfTargetsIsTheirPerplexityTogether() {
    ScoredQuestion one = scored("A", List.of(new Likelihood(-3, 1, 3)));
    ScoredQuestion two = scored("A", List.of(new Likelihood(-1, 3, 1)));

    // exp(4 nats / 4 tokens) = e; 4 nats / 4 bytes / ln 2 = 1.4427 bits
    assertThat(LikelihoodSummary.lines(Mode.TARGET, List.of(one, two)))
        .containsExactly(
            "perplexity 2.7183 per token, 1.4427 bits per byte (4 tokens, 4 bytes of targets)");
  }

  @Test
  void namesTheModes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mode.of("words"))
        .withMessage("--mode must be one of letter, text, target, but was 'words'");
  }

  private static ScoredQuestion scored(String target, List<Likelihood> likelihoods) {
    Problem problem =
        new Problem(
            "1",
            "mine",
            ProblemKind.CHOICE,
            "",
            List.of(new Message("user", "q")),
            List.of("x", "y"),
            target,
            List.of(),
            "",
            0,
            Problem.NO_METADATA);
    return new ScoredQuestion(problem, likelihoods);
  }
}
