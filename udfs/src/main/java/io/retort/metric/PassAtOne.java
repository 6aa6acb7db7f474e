package io.retort.metric;

import java.util.List;
import java.util.OptionalDouble;

/**
 * pass@1: the mean over problems of each problem's share of correct rollouts, with the two standard
 * errors that answer two questions.
 *
 * @param value in [0, 1]
 * @param problems how many problems the mean is over
 * @param errorOverProblems for "how would it score on other problems like these": sd of the
 *     problems' rates / sqrt(n) (Miller 2024, section 2). Empty for a single problem
 * @param errorOfResampling for "how would it score on these same problems again": sqrt(sum over
 *     problems of p (1 - p) / (k - 1)) / n, where p (1 - p) / (k - 1) estimates the variance of a
 *     rate over k rollouts without bias. Empty if any problem has a single rollout. It is much the
 *     smaller one, and the wrong one to print beside another model's published score
 */
public record PassAtOne(
    double value,
    int problems,
    OptionalDouble errorOverProblems,
    OptionalDouble errorOfResampling) {

  public static PassAtOne of(List<ProblemScore> scores) {
    if (scores.isEmpty()) {
      throw new IllegalArgumentException("pass@1 needs at least 1 problem, but got 0");
    }
    double mean = scores.stream().mapToDouble(ProblemScore::rate).average().orElseThrow();
    return new PassAtOne(
        mean, scores.size(), errorOverProblems(scores, mean), errorOfResampling(scores));
  }

  private static OptionalDouble errorOverProblems(List<ProblemScore> scores, double mean) {
    int n = scores.size();
    if (n == 1) {
      return OptionalDouble.empty();
    }
    double squares = 0;
    for (ProblemScore score : scores) {
      squares += (score.rate() - mean) * (score.rate() - mean);
    }
    return OptionalDouble.of(Math.sqrt(squares / (n - 1) / n));
  }

  private static OptionalDouble errorOfResampling(List<ProblemScore> scores) {
    double variance = 0;
    for (ProblemScore score : scores) {
      if (score.rollouts() == 1) {
        return OptionalDouble.empty();
      }
      variance += score.rate() * (1 - score.rate()) / (score.rollouts() - 1);
    }
    return OptionalDouble.of(Math.sqrt(variance) / scores.size());
  }
}
