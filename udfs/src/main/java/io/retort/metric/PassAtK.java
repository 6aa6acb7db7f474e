package io.retort.metric;

import java.util.List;

/** pass@k: the probability that at least one of k rollouts drawn without replacement is correct. */
public final class PassAtK {

  private PassAtK() {}

  /**
   * The unbiased estimate from n rollouts of one problem, 1 - C(n-c, k) / C(n, k).
   *
   * <p>Source: Chen et al. 2021 (the HumanEval paper), equation 1. Computed as a product of k
   * factors, because the binomials overflow a double once n passes about 1,000.
   *
   * @param n rollouts of the problem
   * @param c how many of them were correct, 0..n
   * @param k size of the draw, 1..n
   */
  public static double estimate(int n, int c, int k) {
    check("pass@k", n, c, k);
    double allWrong = 1;
    for (int i = 0; i < k; i++) {
      allWrong *= Math.max(0, n - c - i) / (double) (n - i);
    }
    return 1 - allWrong;
  }

  /** The mean of the estimates over problems, each of which needs at least k rollouts. */
  public static double mean(List<ProblemScore> scores, int k) {
    return scores.stream()
        .mapToDouble(score -> estimate(score.rollouts(), score.correct(), k))
        .average()
        .orElseThrow(
            () -> new IllegalArgumentException("pass@k needs at least 1 problem, but got 0"));
  }

  static void check(String metric, int n, int c, int k) {
    if (k < 1 || k > n) {
      throw new IllegalArgumentException(metric + " needs 1 <= k <= n, but k=" + k + ", n=" + n);
    }
    if (c < 0 || c > n) {
      throw new IllegalArgumentException(metric + " needs 0 <= c <= n, but c=" + c + ", n=" + n);
    }
  }
}
