package io.retort.metric;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Two runs over the same problems, compared problem by problem.
 *
 * <p>The decision: p below alpha is {@link Decision#REGRESSED} or {@link Decision#IMPROVED} by the
 * sign of the mean, however small the difference; else, equivalence within the margin shown at
 * alpha is {@link Decision#PASS}; else {@link Decision#INCONCLUSIVE}. One comparison by itself:
 * several benchmarks need a correction for multiplicity on top.
 *
 * @param difference candidate minus baseline, with its interval
 * @param test exact McNemar if every problem has one rollout on both sides, else the paired t test
 * @param p two-sided, of {@code test}
 * @param equivalenceP of two one-sided t tests against the rule's margin
 * @param minimumDetectableEffect the true difference that the paired t test would find with the
 *     rule's power; empty if all differences are equal, so that nothing can be said about it
 */
public record PairedComparison(
    PairedDifference difference,
    PairedTest test,
    double p,
    double equivalenceP,
    OptionalDouble minimumDetectableEffect,
    ComparisonRule rule,
    Decision decision) {

  /**
   * Compares the runs.
   *
   * @throws IllegalArgumentException for fewer than 2 problems
   */
  public static PairedComparison of(List<ScorePair> pairs, ComparisonRule rule) {
    PairedDifference difference =
        PairedDifference.of(pairs.stream().mapToDouble(ScorePair::difference).toArray());
    boolean isSingle = pairs.stream().allMatch(ScorePair::isSingleRollout);
    double p = isSingle ? mcNemar(pairs) : difference.p();
    double equivalenceP = difference.equivalenceP(rule.margin());
    return new PairedComparison(
        difference,
        isSingle ? PairedTest.MCNEMAR : PairedTest.PAIRED_T,
        p,
        equivalenceP,
        detectable(difference, rule),
        rule,
        decide(difference.mean(), p, equivalenceP, rule.alpha()));
  }

  private static double mcNemar(List<ScorePair> pairs) {
    int newlyRight = (int) pairs.stream().filter(pair -> pair.difference() > 0).count();
    int newlyWrong = (int) pairs.stream().filter(pair -> pair.difference() < 0).count();
    return McNemar.twoSided(newlyRight, newlyWrong);
  }

  private static OptionalDouble detectable(PairedDifference difference, ComparisonRule rule) {
    double sd = difference.standardDeviation();
    return sd == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            MinimumDetectableEffect.ofPairedT(
                difference.problems(), sd, rule.alpha(), rule.power()));
  }

  private static Decision decide(double mean, double p, double equivalenceP, double alpha) {
    if (p < alpha) {
      return mean < 0 ? Decision.REGRESSED : Decision.IMPROVED;
    }
    return equivalenceP < alpha ? Decision.PASS : Decision.INCONCLUSIVE;
  }
}
