package io.retort.job.score;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.retort.metric.MajorityVote;
import io.retort.metric.PassAtK;
import io.retort.metric.PassAtOne;
import io.retort.metric.ProblemScore;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Metrics of some problems, k rollouts each. Shares are in [0, 1]; a truncated or failed rollout
 * counts as one that is not correct.
 *
 * @param problems how many
 * @param passAtOne mean share of correct rollouts
 * @param seProblems standard error of {@code passAtOne} over problems: other problems like these;
 *     null for a single problem
 * @param seResampling standard error of {@code passAtOne} over resampling: other seeds on these
 *     same problems; null for a single rollout
 * @param majAtK share of problems whose majority answer is correct, ties as fractions
 * @param passAtK share of problems with at least one correct rollout
 * @param outcomes how many completions of each outcome; the six words, zero counts included
 * @param formatOkShare share of completions in R1 format
 * @param meanTokens mean tokens of a completion
 */
public record GroupMetrics(
    int problems,
    @JsonProperty("pass_at_1") double passAtOne,
    @Nullable Double seProblems,
    @Nullable Double seResampling,
    double majAtK,
    double passAtK,
    SortedMap<String, Integer> outcomes,
    double formatOkShare,
    double meanTokens) {

  /** The outcomes in the order in which they are shown. */
  public static final List<String> OUTCOMES =
      List.of("correct", "wrong", "truncated", "unparsed", "grader_timeout", "engine_error");

  public GroupMetrics {
    outcomes = Collections.unmodifiableSortedMap(new TreeMap<>(outcomes));
  }

  /**
   * Computes the metrics.
   *
   * @param scored at least one problem, all with the same number of rollouts
   */
  static GroupMetrics of(List<ScoredProblem> scored) {
    List<ProblemScore> scores = scored.stream().map(ScoredProblem::score).toList();
    List<ScoredRollout> rollouts =
        scored.stream().flatMap(problem -> problem.rollouts().stream()).toList();
    PassAtOne passAtOne = PassAtOne.of(scores);
    return new GroupMetrics(
        scored.size(),
        passAtOne.value(),
        orNull(passAtOne.errorOverProblems()),
        orNull(passAtOne.errorOfResampling()),
        scored.stream().mapToDouble(GroupMetrics::majority).average().orElseThrow(),
        PassAtK.mean(scores, scores.get(0).rollouts()),
        outcomes(rollouts),
        rollouts.stream().mapToInt(rollout -> rollout.formatOk() ? 1 : 0).average().orElseThrow(),
        rollouts.stream().mapToInt(ScoredRollout::tokens).average().orElseThrow());
  }

  private static double majority(ScoredProblem problem) {
    List<String> votes =
        problem.rollouts().stream()
            .map(ScoredRollout::vote)
            .filter(vote -> !vote.isEmpty())
            .toList();
    return MajorityVote.value(votes, problem.targetVote());
  }

  private static SortedMap<String, Integer> outcomes(List<ScoredRollout> rollouts) {
    SortedMap<String, Integer> outcomes = new TreeMap<>();
    OUTCOMES.forEach(outcome -> outcomes.put(outcome, 0));
    rollouts.forEach(rollout -> outcomes.merge(rollout.outcome(), 1, Integer::sum));
    return outcomes;
  }

  /** The edge to JSON, which has no optional numbers. */
  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
