package io.retort.metric;

import java.util.List;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * The expected value of a vote among k of n rollouts drawn without replacement.
 *
 * <p>Counts per class in such a draw are those of independent binomials with success probability
 * k/n, given that they add up to k. So the joint probability is built class by class without a
 * binomial coefficient that could overflow, and divided by P(Binomial(n, k/n) = k) at the end.
 */
final class DrawnVotes {

  private final int n;
  private final int k;

  DrawnVotes(int n, int k) {
    this.n = n;
    this.k = k;
  }

  /**
   * The sum over leads m of P(correct has m, no rival more) / (1 + rivals with m).
   *
   * @param correct rollouts with the correct answer
   * @param rivals sizes of the other classes
   * @param abstained rollouts without a vote
   */
  double value(int correct, List<Integer> rivals, int abstained) {
    double sum = 0;
    for (int lead = 1; lead <= Math.min(correct, k); lead++) {
      sum += drawn(correct, lead) * valueOfLead(lead, rivals, abstained);
    }
    return Math.min(1, sum / drawn(n, k));
  }

  private double valueOfLead(int lead, List<Integer> rivals, int abstained) {
    int rest = k - lead;
    double[][] joint = new double[rest / lead + 1][rest + 1]; // [rivals with lead][drawn so far]
    joint[0][0] = 1;
    for (int size : rivals) {
      joint = withRival(joint, size, lead);
    }
    double sum = 0;
    for (int ties = 0; ties < joint.length; ties++) {
      for (int count = Math.max(0, rest - abstained); count <= rest; count++) {
        sum += joint[ties][count] * drawn(abstained, rest - count) / (1 + ties);
      }
    }
    return sum;
  }

  private double[][] withRival(double[][] joint, int size, int lead) {
    int rest = k - lead;
    double[][] next = new double[joint.length][rest + 1];
    for (int votes = 0; votes <= Math.min(Math.min(size, lead), rest); votes++) {
      double probability = drawn(size, votes);
      int tie = votes == lead ? 1 : 0;
      for (int ties = 0; ties + tie < joint.length; ties++) {
        for (int before = 0; before + votes <= rest; before++) {
          next[ties + tie][before + votes] += joint[ties][before] * probability;
        }
      }
    }
    return next;
  }

  private double drawn(int size, int count) {
    return new BinomialDistribution(null, size, (double) k / n).probability(count);
  }
}
