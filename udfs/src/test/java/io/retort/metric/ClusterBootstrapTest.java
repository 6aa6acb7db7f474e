package io.retort.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClusterBootstrapTest {

  @Test
  void agreesWithTheAnalyticErrorOnClustersOfOneSize() {
    Random random = new Random(1);
    double[] values = new double[200];
    List<Integer> clusters = new ArrayList<>();
    double level = 0;
    for (int i = 0; i < values.length; i++) {
      level = i % 5 == 0 ? random.nextDouble() : level;
      values[i] = (level + random.nextDouble()) / 2;
      clusters.add(i / 5);
    }

    ClusterBootstrap bootstrap = ClusterBootstrap.of(values, clusters, 20_000, new Random(2));
    ClusteredError analytic = ClusteredError.of(values, clusters);

    // a standard deviation from 20,000 draws is good to 1 / sqrt(40,000) = 0.5 %
    assertThat(bootstrap.standardError()).isCloseTo(analytic.cr0(), withinPercentage(2));
    assertThat(bootstrap.standardError()).isGreaterThan(1.3 * analytic.independent());
    double width = bootstrap.interval95().high() - bootstrap.interval95().low();
    assertThat(width).isCloseTo(2 * 1.96 * analytic.cr0(), withinPercentage(4));
    assertThat(bootstrap.interval95().contains(analytic.mean())).isTrue();
  }

  @Test
  void clustersCountByTheirSize() {
    // means 0 (twice the large one), 1/4 or 1: large is 3 zeros, small is 1 one
    ClusterBootstrap bootstrap =
        ClusterBootstrap.of(new double[] {0, 0, 0, 1}, List.of(1, 1, 1, 2), 100_000, new Random(3));

    // E = (0 + 2 * 1/4 + 1) / 4 = 3/8, E of squares (2/16 + 1) / 4 = 9/32, variance 9/64
    assertThat(bootstrap.standardError()).isCloseTo(3.0 / 8, withinPercentage(1));
    assertThat(bootstrap.interval95()).isEqualTo(new Interval(0, 1));
  }

  @Test
  void theSameSeedRepeatsIt() {
    double[] values = {0.1, 0.5, 0.2, 0.9};
    List<String> clusters = List.of("a", "b", "c", "d");

    assertThat(ClusterBootstrap.of(values, clusters, 100, new Random(4)))
        .isEqualTo(ClusterBootstrap.of(values, clusters, 100, new Random(4)));
  }

  @Test
  void theTailsAreOrderStatistics() {
    // of 100 sorted means, 2.5 % rounds to 3 cut off on each side
    double[] values = {0, 1};
    ClusterBootstrap bootstrap = ClusterBootstrap.of(values, List.of(1, 2), 100, new Random(5));

    assertThat(bootstrap.interval95()).isEqualTo(new Interval(0, 1));
  }

  @Test
  void theArgumentsMustMakeSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClusterBootstrap.of(new double[] {0, 1}, List.of(1), 100, new Random(1)))
        .withMessage("each value must have a cluster, but 2 values have 1 clusters");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ClusterBootstrap.of(new double[] {0, 1}, List.of(1, 2), 99, new Random(1)))
        .withMessage("resamples must be at least 100, but was 99");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ClusterBootstrap.of(new double[] {0, 1}, List.of(1, 1), 100, new Random(1)))
        .withMessage("a cluster bootstrap needs at least 2 clusters, but got 1");
  }
}
