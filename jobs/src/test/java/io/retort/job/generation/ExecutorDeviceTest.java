package io.retort.job.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExecutorDeviceTest {

  @Test
  void aModelGetsAsManyOfATasksGpusAsItIsSplitOver() {
    assertThat(ExecutorDevice.names(1, List.of("2", "3"), 4)).containsExactly("gpu2");
    assertThat(ExecutorDevice.names(2, List.of("2", "3"), 4)).containsExactly("gpu2", "gpu3");
  }

  @Test
  void withoutGpusAllPartsLieOnTheProcessor() {
    assertThat(ExecutorDevice.names(2, List.of(), 4)).containsExactly("cpu", "cpu");
    assertThat(ExecutorDevice.names(2, List.of("0"), 0)).containsExactly("cpu", "cpu");
    assertThat(ExecutorDevice.names(3)).containsExactly("cpu", "cpu", "cpu"); // outside a task
  }

  @Test
  void fewerGpusThanPartsAreAnError() {
    assertThatIllegalStateException()
        .isThrownBy(() -> ExecutorDevice.names(2, List.of("0"), 4))
        .withMessage(
            "engine.devices must be at most the GPUs that Spark gives a task, but was 2 and the"
                + " task has 1; set spark.task.resource.gpu.amount");
  }
}
