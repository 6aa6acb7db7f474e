package io.retort.metric;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** maj@k: whether the answer that most of k rollouts give is the correct one. */
public final class MajorityVote {

  private MajorityVote() {}

  /**
   * The value for one problem from all its votes: 1 if {@code correct} alone has the most, 1/m if
   * it shares the lead with m - 1 others (the expectation of a fair draw between them), 0 if not.
   *
   * @param votes one class of equal answers for each rollout that has an answer; rollouts without
   *     one abstain and are left out. No votes at all give 0
   * @param correct the class of the target
   */
  public static double value(List<String> votes, String correct) {
    Map<String, Integer> counts = counts(votes);
    int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    int leaders = Collections.frequency(counts.values(), most);
    return most > 0 && counts.getOrDefault(correct, 0) == most ? 1.0 / leaders : 0;
  }

  /**
   * The mean of {@link #value} over all draws of k rollouts without replacement: what maj@k would
   * be on average, from more rollouts than k. Exact, not sampled.
   *
   * @param abstained rollouts without an answer; they are drawn like the others
   * @param k size of the draw, 1..votes + abstained
   */
  public static double ofDraws(List<String> votes, int abstained, String correct, int k) {
    if (abstained < 0) {
      throw new IllegalArgumentException("abstained must be at least 0, but was " + abstained);
    }
    int n = votes.size() + abstained;
    if (k < 1 || k > n) {
      throw new IllegalArgumentException("maj@k needs 1 <= k <= n, but k=" + k + ", n=" + n);
    }
    Map<String, Integer> counts = counts(votes);
    Integer right = counts.remove(correct);
    return right == null
        ? 0
        : new DrawnVotes(n, k).value(right, new ArrayList<>(counts.values()), abstained);
  }

  private static Map<String, Integer> counts(List<String> votes) {
    Map<String, Integer> counts = new HashMap<>();
    for (String vote : votes) {
      counts.merge(vote, 1, Integer::sum);
    }
    return counts;
  }
}
