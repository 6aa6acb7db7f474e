package io.retort.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The mean of clustered values, resampled: whole clusters are drawn with replacement, as many as
 * there are, so that what is alike within a cluster stays together (Davison and Hinkley 1997,
 * section 3.8).
 *
 * @param standardError the standard deviation of the resampled means
 * @param interval95 their 2.5 % and 97.5 % order statistics
 */
public record ClusterBootstrap(double standardError, Interval interval95) {

  /**
   * Resamples {@code values}.
   *
   * @param cluster the group of each value, told apart by equals; at least 2 groups
   * @param resamples at least 100
   * @param random decides the draws, so that the same seed repeats them
   */
  public static ClusterBootstrap of(
      double[] values, List<?> cluster, int resamples, RandomGenerator random) {
    if (cluster.size() != values.length) {
      throw new IllegalArgumentException(
          "each value must have a cluster, but "
              + values.length
              + " values have "
              + cluster.size()
              + " clusters");
    }
    if (resamples < 100) {
      throw new IllegalArgumentException("resamples must be at least 100, but was " + resamples);
    }
    List<Group> groups = groups(values, cluster);
    if (groups.size() < 2) {
      throw new IllegalArgumentException(
          "a cluster bootstrap needs at least 2 clusters, but got " + groups.size());
    }
    double[] means = new double[resamples];
    Arrays.setAll(means, i -> resampledMean(groups, random));
    Arrays.sort(means);
    // The k-th of n order statistics cuts off k/n: a tail of 2.5 % on each side.
    int tail = (int) Math.round(0.025 * resamples);
    return new ClusterBootstrap(
        Samples.standardDeviation(means), new Interval(means[tail], means[resamples - 1 - tail]));
  }

  private static double resampledMean(List<Group> groups, RandomGenerator random) {
    double sum = 0;
    long size = 0;
    for (int draw = 0; draw < groups.size(); draw++) {
      Group group = groups.get(random.nextInt(groups.size()));
      sum += group.sum;
      size += group.size;
    }
    return sum / size;
  }

  private static List<Group> groups(double[] values, List<?> cluster) {
    Map<Object, Group> groups = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      groups.merge(cluster.get(i), new Group(values[i], 1), Group::plus);
    }
    return new ArrayList<>(groups.values());
  }

  private record Group(double sum, int size) {
    Group plus(Group other) {
      return new Group(sum + other.sum, size + other.size);
    }
  }
}
