package io.retort.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.retort.runtime.checkpoint.ModelConfig;
import io.retort.runtime.checkpoint.TinyCheckpoint;
import io.retort.runtime.program.MachineLimits;
import io.retort.runtime.program.Weights;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RooflineTest {

  // 8 experts of which 3 are chosen, 3 matrices of 24 x 32 each, in 2 of the 3 layers
  private static final double ALL_EXPERTS = 8 * 3 * 24 * 32 * 2;

  @TempDir private Path folder;
  private ModelConfig config;
  private double others;

  @BeforeEach
  void read() {
    TinyCheckpoint.aCheckpoint().write(folder, 1);
    config = ModelConfig.read(folder.resolve("config.json"));
    double all =
        config.tensors().values().stream()
            .mapToDouble(
                shape -> shape.stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b))
            .sum();
    others = all - ALL_EXPERTS - 48 * 32; // the embedding is looked up
  }

  @Test
  void aPromptIsLimitedByArithmetic() {
    Roofline roofline =
        Roofline.of(config, "float32", Weights.PACKED, new MachineLimits(1e9, 1e12));

    assertThat(roofline.prefill())
        .isCloseTo(1e12 / (2 * (others + ALL_EXPERTS * 3 / 8)), within(1e-3));
  }

  @Test
  void aDecodeStepReadsTheExpertsThatAnySequenceChose() {
    Roofline roofline =
        Roofline.of(config, "bfloat16", Weights.PACKED, new MachineLimits(1e9, 1e18));

    // two tokens of even choice leave an expert idle with probability (5/8)^2
    double read = 2 * (others + ALL_EXPERTS * (1 - 25.0 / 64));
    assertThat(roofline.decode(2)).isCloseTo(2 * 1e9 / read, within(1e-3));
  }

  @Test
  void manySequencesAreLimitedByArithmetic() {
    Roofline roofline = Roofline.of(config, "float32", Weights.INT8, new MachineLimits(1e12, 1e9));

    assertThat(roofline.decode(64)).isCloseTo(roofline.prefill(), within(1e-6));
  }
}
