package io.retort.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RolloutLogTest {

  private static final String FIRST =
      """
      17:17:51.900 INFO CoarseGrainedExecutorBackend: Got assigned task 4
      17:17:52.100 TRACE BucketTask: file:/runs/driver/journal: steps-0164/0 starts
      17:17:52.101 TRACE BucketTask: file:/runs/other/journal: steps-0164/0 starts
      17:17:52.125 TRACE BucketTask: file:/runs/driver/journal: steps-0201/3 starts
      17:17:52.130 TRACE BucketTask: file:/runs/driver/journal: steps-0164/0 has finished
      """;

  private static final String RESUMED =
      """
      17:18:20.000 TRACE BucketTask: hdfs://127.0.0.1:1/runs/driver/journal: steps-0201/3 starts
      17:18:20.001 TRACE BucketTask: hdfs://127.0.0.1:1/runs/driver/journal: steps-0201/3 has finished
      """;

  @Test
  void tellsWhatWasStartedAndWhatWasInFlightWhenAnExecutorEnded() {
    RolloutLog log = RolloutLog.of("driver", List.of(FIRST, RESUMED));

    assertThat(log.started()).containsExactly("steps-0164/0", "steps-0201/3", "steps-0201/3");
    assertThat(log.again()).containsExactly("steps-0201/3");
    assertThat(log.cutOff()).containsExactly(Set.of("steps-0201/3"));
    assertThat(log.inFlight()).containsExactly("steps-0201/3");
  }

  /** As the Worker of Spark's standalone cluster left it when the driver had been killed. */
  @Test
  void aPieceThatFollowsTheEndIsNoLine() {
    String end = "17:17:52.211 ERROR CoarseGrainedExecutorBackend: Executor self-exiting\n";
    String piece = "etTask: file:/runs/driver/journal: steps-0201/3 starts\n";
    String wholeLine =
        "17:17:52.100 TRACE BucketTask: file:/runs/driver/journal: steps-0164/0 starts\n";

    assertThat(RolloutLog.of("driver", List.of(FIRST + end + piece)).started())
        .containsExactly("steps-0164/0", "steps-0201/3");
    assertThat(RolloutLog.of("driver", List.of(FIRST + end + piece + wholeLine)))
        .isEqualTo(RolloutLog.of("driver", List.of(FIRST)));
  }
}
