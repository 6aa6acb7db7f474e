package io.retort.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CpuFeaturesTest {

  @Test
  void onlyInstructionSetsThatHaveKernelsAreNamed() {
    CpuFeatures features =
        CpuFeatures.parse(
            List.of(
                "processor\t: 0",
                "model name\t: AMD EPYC: 9B14",
                "flags\t\t: fpu vme avx2 avx512_bf16 sse",
                "flags\t\t: of the second processor"));

    assertThat(features)
        .isEqualTo(new CpuFeatures("AMD EPYC: 9B14", List.of("avx2", "avx512_bf16")));
    assertThat(features.hasBfloat16()).isTrue();
  }

  @Test
  void aProcessorWithoutBfloat16SaysSo() {
    assertThat(CpuFeatures.parse(List.of("flags : avx2 avx512f")))
        .isEqualTo(new CpuFeatures("unknown", List.of("avx2", "avx512f")))
        .extracting(CpuFeatures::hasBfloat16)
        .isEqualTo(false);
  }

  @Test
  void thisMachineHasAName() {
    assertThat(CpuFeatures.ofThisMachine().name()).isNotBlank();
  }
}
