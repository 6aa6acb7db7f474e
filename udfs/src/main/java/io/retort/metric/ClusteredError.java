package io.retort.metric;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The standard error of a mean whose values come in groups, such as questions about one passage.
 *
 * @param mean of all values, each counting once
 * @param clusters how many groups there are; below about 20 every clustered error is rough
 * @param independent sd / sqrt(n), which takes the values as unrelated and is too small where those
 *     of a group are alike
 * @param cr0 sqrt(sum over clusters of (sum of deviations)^2) / n (Liang and Zeger 1986; Miller
 *     2024, section 2.2)
 * @param cr1 cr0 sqrt(C / (C - 1)), for few clusters C; empty for a single one
 */
public record ClusteredError(
    double mean, int clusters, double independent, double cr0, OptionalDouble cr1) {

  /**
   * The errors of the mean of {@code values}.
   *
   * @param cluster the group of each value, told apart by equals
   */
  public static ClusteredError of(double[] values, List<?> cluster) {
    int n = values.length;
    if (n < 2) {
      throw new IllegalArgumentException("a standard error needs at least 2 values, but got " + n);
    }
    if (cluster.size() != n) {
      throw new IllegalArgumentException(
          "each value must have a cluster, but "
              + n
              + " values have "
              + cluster.size()
              + " clusters");
    }
    double mean = Samples.mean(values);
    Map<Object, Double> deviations = new HashMap<>();
    for (int i = 0; i < n; i++) {
      deviations.merge(cluster.get(i), values[i] - mean, Double::sum);
    }
    double squares = deviations.values().stream().mapToDouble(sum -> sum * sum).sum();
    int groups = deviations.size();
    double cr0 = Math.sqrt(squares) / n;
    return new ClusteredError(
        mean,
        groups,
        Samples.standardDeviation(values) / Math.sqrt(n),
        cr0,
        groups == 1
            ? OptionalDouble.empty()
            : OptionalDouble.of(cr0 * Math.sqrt((double) groups / (groups - 1))));
  }
}
