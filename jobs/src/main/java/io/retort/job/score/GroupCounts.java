package io.retort.job.score;

import io.retort.metric.MajorityVote;
import io.retort.metric.PassAtK;
import io.retort.metric.PassAtOne;
import io.retort.metric.ProblemScore;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the metrics need of some problems, as counts: its size depends on the number of rollouts and
 * not on that of problems, and it does not matter in which order or parts they were counted. Not
 * thread-safe.
 */
final class GroupCounts implements Serializable {

  private static final long serialVersionUID = 1L;

  // Problems by how many of the rollouts were correct, and by the value of their majority vote: 0,
  // or one over the number of answers that share the lead.
  private int rollouts;
  private final TreeMap<Integer, Integer> byCorrect = new TreeMap<>();
  private final TreeMap<Double, Integer> byMajority = new TreeMap<>();
  // Completions.
  private final TreeMap<String, Integer> outcomes = new TreeMap<>();
  private final PointCounts points = new PointCounts();
  private long formatOk;
  private long tokens;

  GroupCounts() {
    GroupMetrics.OUTCOMES.forEach(outcome -> outcomes.put(outcome, 0));
  }

  /** Counts one problem. */
  void add(ScoredProblem problem) {
    rollouts = problem.rollouts().size();
    byCorrect.merge(problem.correct(), 1, Integer::sum);
    byMajority.merge(majority(problem), 1, Integer::sum);
    points.add(problem);
    for (ScoredRollout rollout : problem.rollouts()) {
      outcomes.merge(rollout.outcome(), 1, Integer::sum);
      formatOk += rollout.formatOk() ? 1 : 0;
      tokens += rollout.tokens();
    }
  }

  /** Adds what another one counted. */
  void addAll(GroupCounts other) {
    rollouts = other.rollouts;
    other.byCorrect.forEach((correct, count) -> byCorrect.merge(correct, count, Integer::sum));
    other.byMajority.forEach((value, count) -> byMajority.merge(value, count, Integer::sum));
    points.addAll(other.points);
    other.outcomes.forEach((outcome, count) -> outcomes.merge(outcome, count, Integer::sum));
    formatOk += other.formatOk;
    tokens += other.tokens;
  }

  /**
   * The metrics of at least one problem, all with the same number of rollouts.
   *
   * @param hasPartialPoints whether points say more than outcomes do
   */
  GroupMetrics metrics(boolean hasPartialPoints) {
    List<ProblemScore> scores = new ArrayList<>();
    byCorrect.forEach(
        (correct, count) ->
            scores.addAll(Collections.nCopies(count, new ProblemScore(correct, rollouts))));
    PassAtOne passAtOne = PassAtOne.of(scores);
    double completions = outcomes.values().stream().mapToLong(Integer::longValue).sum();
    return new GroupMetrics(
        scores.size(),
        passAtOne.value(),
        orNull(passAtOne.errorOverProblems()),
        orNull(passAtOne.errorOfResampling()),
        majority() / scores.size(),
        PassAtK.mean(scores, rollouts),
        outcomes,
        formatOk / completions,
        tokens / completions,
        hasPartialPoints ? points.points() : null);
  }

  private double majority() {
    return byMajority.entrySet().stream()
        .mapToDouble(entry -> entry.getKey() * entry.getValue())
        .sum();
  }

  private static double majority(ScoredProblem problem) {
    List<String> votes =
        problem.rollouts().stream()
            .map(ScoredRollout::vote)
            .filter(vote -> !vote.isEmpty())
            .toList();
    return MajorityVote.value(votes, problem.targetVote());
  }

  /** The edge to JSON, which has no optional numbers. */
  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
