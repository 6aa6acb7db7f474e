package io.retort.runtime.program;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import org.junit.jupiter.api.Test;

class TorchProgramTest {

  @Test
  void forksHaveAThreadForEachProcessor() {
    try (NDManager manager = NDManager.newBaseManager()) {
      TorchProgram.load(manager, "Machine", List.of(), "machine.py", 1).close();
    }

    assertThat(JniUtils.getNumInteropThreads())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
  }
}
