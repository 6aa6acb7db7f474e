package io.retort.job.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupMetricsTest {

  @Test
  void eachNumberIsWhatItsNameSays() {
    GroupMetrics metrics =
        metrics(
            problem("3", right("3"), right("3"), wrong("4"), truncated()),
            problem("7", wrong("1"), wrong("1"), right("7"), wrong("2")));

    assertThat(metrics.problems()).isEqualTo(2);
    assertThat(metrics.passAtOne()).isEqualTo(0.375); // (2/4 + 1/4) / 2
    // sd of 0.5 and 0.25 is 0.25 / sqrt(2); over sqrt(2) problems
    assertThat(metrics.seProblems()).isCloseTo(0.125, within(1e-12));
    // sqrt(0.5 * 0.5 / 3 + 0.25 * 0.75 / 3) / 2
    assertThat(metrics.seResampling()).isCloseTo(Math.sqrt(0.4375 / 3) / 2, within(1e-12));
    assertThat(metrics.majAtK()).isEqualTo(0.5); // 3 wins the first, 1 beats 7 in the second
    assertThat(metrics.passAtK()).isEqualTo(1);
    assertThat(metrics.outcomes())
        .containsEntry("correct", 3)
        .containsEntry("wrong", 4)
        .containsEntry("truncated", 1)
        .containsEntry("engine_error", 0)
        .hasSize(6);
    assertThat(metrics.formatOkShare()).isEqualTo(0.875); // all but the truncated one
    assertThat(metrics.meanTokens()).isEqualTo((7 * 10 + 99) / 8.0);
  }

  @Test
  void whatOneRolloutOrOneProblemCannotShowIsAbsent() {
    assertThat(metrics(problem("3", right("3"))))
        .returns(null, GroupMetrics::seProblems)
        .returns(null, GroupMetrics::seResampling);
  }

  @Test
  void partsOfPointsAreAveragedAndAreNotCorrect() {
    GroupMetrics metrics =
        metrics(problem("3", right("3"), part(0.5)), problem("7", part(0.25), part(0.25)));

    assertThat(metrics.passAtOne()).isEqualTo(0.25); // (1/2 + 0) / 2
    assertThat(metrics.points())
        .isEqualTo(
            new GroupMetrics.Points(0.5, 0.25)); // of 3/4 and 1/4: sd sqrt(1/8), over sqrt(2)
  }

  @Test
  void pointsThatAreAllOrNothingAreNotShown() {
    GroupCounts counts = new GroupCounts();
    counts.add(problem("3", right("3")));

    assertThat(counts.metrics(false).points()).isNull();
    assertThat(counts.metrics(true).points()).isEqualTo(new GroupMetrics.Points(1, null));
  }

  @Test
  void countingInPartsGivesTheSameBits() {
    List<ScoredProblem> problems = new ArrayList<>();
    for (int i = 0; i < 997; i++) {
      problems.add(
          problem("3", right("3"), i % 3 == 0 ? right("3") : wrong("" + i % 2), part(i % 7 / 7.0)));
    }
    GroupCounts parts = new GroupCounts();
    for (int start : new int[] {600, 0, 300}) {
      GroupCounts counts = new GroupCounts();
      problems
          .subList(start, Math.min(start + (start == 600 ? 397 : 300), 997))
          .forEach(counts::add);
      parts.addAll(counts);
    }

    assertThat(parts.metrics(true)).isEqualTo(metrics(problems.toArray(ScoredProblem[]::new)));
  }

  private static GroupMetrics metrics(ScoredProblem... problems) {
    GroupCounts counts = new GroupCounts();
    List.of(problems).forEach(counts::add);
    return counts.metrics(true);
  }

  private static ScoredProblem problem(String target, ScoredRollout... rollouts) {
    return new ScoredProblem("p-" + target, "", 0, target, Arrays.asList(rollouts));
  }

  private static ScoredRollout right(String answer) {
    return new ScoredRollout("correct", 1, answer, 10, true);
  }

  private static ScoredRollout wrong(String answer) {
    return new ScoredRollout("wrong", 0, answer, 10, true);
  }

  private static ScoredRollout part(double points) {
    return new ScoredRollout("wrong", points, "0", 10, true);
  }

  private static ScoredRollout truncated() {
    return new ScoredRollout("truncated", 0, "", 99, false);
  }
}
