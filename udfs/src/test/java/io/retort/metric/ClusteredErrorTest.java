package io.retort.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClusteredErrorTest {

  @Test
  void likeValuesInAClusterCountOnce() {
    // deviations -1 and 1 by cluster: cr0 = sqrt(2) / 4, cr1 = sqrt(2) times that
    ClusteredError error =
        ClusteredError.of(new double[] {0, 0, 1, 1}, List.of("a", "a", "b", "b"));

    assertThat(error.mean()).isEqualTo(0.5);
    assertThat(error.clusters()).isEqualTo(2);
    assertThat(error.cr0()).isCloseTo(Math.sqrt(2) / 4, within(1e-15));
    assertThat(error.cr1().orElseThrow()).isCloseTo(0.5, within(1e-15));
    // sd sqrt(1/3), / sqrt(4)
    assertThat(error.independent()).isCloseTo(Math.sqrt(1.0 / 12), within(1e-15));
  }

  @Test
  void singleMemberClustersGiveTheIndependentError() {
    double[] values = {0.1, 0.4, 0.9, 0.2};
    ClusteredError error = ClusteredError.of(values, List.of(1, 2, 3, 4));

    assertThat(error.cr1().orElseThrow()).isCloseTo(error.independent(), within(1e-15));
  }

  @Test
  void oneClusterSaysNothingAboutOthers() {
    assertThat(ClusteredError.of(new double[] {0, 1}, List.of(1, 1)).cr1()).isEmpty();
  }

  @Test
  void eachValueNeedsACluster() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClusteredError.of(new double[] {0, 1}, List.of(1)))
        .withMessage("each value must have a cluster, but 2 values have 1 clusters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClusteredError.of(new double[] {0}, List.of(1)))
        .withMessage("a standard error needs at least 2 values, but got 1");
  }
}
