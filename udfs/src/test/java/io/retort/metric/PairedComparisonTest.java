package io.retort.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PairedComparisonTest {

  private static final ComparisonRule RULE = ComparisonRule.standard();

  @Test
  void sixOfTwentyNewlyWrongAreARegression() {
    PairedComparison comparison = compare(both(times(6, pair(1, 0, 1)), times(14, pair(1, 1, 1))));

    assertThat(comparison.test()).isEqualTo(PairedTest.MCNEMAR);
    assertThat(comparison.p()).isCloseTo(0.03125, within(1e-15)); // 2 / 2^6
    assertThat(comparison.difference().mean()).isEqualTo(-0.3);
    assertThat(comparison.decision()).isEqualTo(Decision.REGRESSED);
    assertThat(comparison.minimumDetectableEffect()).isPresent();
    assertThat(comparison.rule()).isEqualTo(RULE);
  }

  @Test
  void sixOfTwentyNewlyRightAreAnImprovement() {
    assertThat(compare(both(times(6, pair(0, 1, 1)), times(14, pair(1, 1, 1)))).decision())
        .isEqualTo(Decision.IMPROVED);
  }

  @Test
  void fiveOfTwentyMayBeChance() {
    PairedComparison comparison = compare(both(times(5, pair(1, 0, 1)), times(15, pair(1, 1, 1))));

    assertThat(comparison.p()).isCloseTo(0.0625, within(1e-15)); // 2 / 2^5
    assertThat(comparison.decision()).isEqualTo(Decision.INCONCLUSIVE);
  }

  @Test
  void severalRolloutsAreComparedByThePairedT() {
    PairedComparison comparison = compare(both(times(10, pair(4, 2, 4)), times(10, pair(4, 3, 4))));

    assertThat(comparison.test()).isEqualTo(PairedTest.PAIRED_T);
    assertThat(comparison.p()).isEqualTo(comparison.difference().p()).isLessThan(1e-6);
    assertThat(comparison.decision()).isEqualTo(Decision.REGRESSED);
  }

  @Test
  void oneSideWithSeveralRolloutsIsEnoughForThePairedT() {
    ScorePair oneAgainstFour = new ScorePair(new ProblemScore(1, 1), new ProblemScore(3, 4));
    ScorePair fourAgainstOne = new ScorePair(new ProblemScore(3, 4), new ProblemScore(1, 1));

    assertThat(compare(times(9, oneAgainstFour)).test()).isEqualTo(PairedTest.PAIRED_T);
    assertThat(compare(times(9, fourAgainstOne)).test()).isEqualTo(PairedTest.PAIRED_T);
  }

  @Test
  void fiveHundredUnchangedProblemsPass() {
    PairedComparison comparison = compare(times(500, pair(1, 1, 1)));

    assertThat(comparison.p()).isEqualTo(1);
    assertThat(comparison.equivalenceP()).isLessThan(0.0066); // 0.99^500 = 0.00657
    assertThat(comparison.decision()).isEqualTo(Decision.PASS);
    assertThat(comparison.minimumDetectableEffect()).isEmpty();
  }

  @Test
  void thirtyUnchangedProblemsShowTooLittle() {
    assertThat(compare(times(30, pair(1, 1, 1))).decision()).isEqualTo(Decision.INCONCLUSIVE);
  }

  @Test
  void smallChangesThatCancelPass() {
    // sd 0.25, error 0.25 / sqrt(10,000) = 0.0025: a margin of 0.01 is 4 errors away
    PairedComparison comparison =
        compare(both(times(5_000, pair(2, 3, 4)), times(5_000, pair(3, 2, 4))));

    assertThat(comparison.equivalenceP()).isLessThan(1e-4);
    assertThat(comparison.decision()).isEqualTo(Decision.PASS);
  }

  @Test
  void oneProblemCannotBeCompared() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> compare(times(1, pair(1, 0, 1))))
        .withMessage("a paired comparison needs at least 2 problems, but got 1");
  }

  @Test
  void theRuleIsChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ComparisonRule(0.05, 0, 0.8))
        .withMessage("margin must be in (0, 1), but was 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ComparisonRule(0, 0.01, 0.8))
        .withMessage("alpha must be in (0, 1), but was 0.0");
  }

  @Test
  void theTestsHaveTheirNamesInReports() {
    assertThat(PairedTest.MCNEMAR.label()).isEqualTo("exact McNemar");
    assertThat(PairedTest.PAIRED_T.label()).isEqualTo("paired t");
  }

  private static PairedComparison compare(List<ScorePair> pairs) {
    return PairedComparison.of(pairs, RULE);
  }

  private static List<ScorePair> both(List<ScorePair> some, List<ScorePair> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  private static List<ScorePair> times(int count, ScorePair pair) {
    return Collections.nCopies(count, pair);
  }

  private static ScorePair pair(int baseline, int candidate, int rollouts) {
    return new ScorePair(
        new ProblemScore(baseline, rollouts), new ProblemScore(candidate, rollouts));
  }
}
