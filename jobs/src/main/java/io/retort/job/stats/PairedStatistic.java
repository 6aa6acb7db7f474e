package io.retort.job.stats;

import io.retort.job.lines.Fields;
import io.retort.metric.PairedDifference;
import io.retort.metric.SignFlipTest;
import java.util.Arrays;

/** The paired comparison of two runs' scores per problem. */
final class PairedStatistic {

  /** The exact sign-flip test is written for at most so many problems. */
  private static final int MAX_EXACT = 12;

  private static final double MARGIN = 0.1;

  private PairedStatistic() {}

  static Output of(Fields row) {
    double[] differences = differences(row);
    double margin = row.numberOr("margin", MARGIN);
    PairedDifference difference = PairedDifference.of(differences);
    Output output =
        new Output()
            .put("mean_difference", difference.mean())
            .put("standard_error", difference.standardError())
            .put("t", difference.t())
            .put("df", difference.degreesOfFreedom())
            .put("p", difference.p())
            .put("ci95", difference.interval95());
    if (differences.length <= MAX_EXACT) {
      output.put("sign_flip_permutation_exact_p", SignFlipTest.exact(differences));
    }
    return output.put(
        "tost", new Output().put("margin", margin).put("p", difference.equivalenceP(margin)));
  }

  private static double[] differences(Fields row) {
    double[] baseline = row.numbers("baseline");
    double[] candidate = row.numbers("candidate");
    if (baseline.length != candidate.length) {
      throw new IllegalArgumentException(
          "fields 'baseline' and 'candidate' must be of equal length, but have "
              + baseline.length
              + " and "
              + candidate.length
              + " scores");
    }
    double[] differences = new double[baseline.length];
    Arrays.setAll(differences, i -> candidate[i] - baseline[i]);
    return differences;
  }
}
