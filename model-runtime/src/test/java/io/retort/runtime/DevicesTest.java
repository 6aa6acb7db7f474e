package io.retort.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.checkpoint.TensorEntry;
import io.retort.runtime.checkpoint.TinyCheckpoint;
import io.retort.runtime.program.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of devices before anything is put on them; none of the GPUs here exists. */
class DevicesTest {

  // Of one layer of the tiny checkpoint: 64 positions of 16 latent and 8 rotary values in fp32.
  private static final long LAYER_BLOCK = 64 * (16 + 8) * 4;
  private static final String ADVICE =
      "; retort doctor says what is to be done about a GPU that is not seen";

  @TempDir static Path folder;
  private static Checkpoint checkpoint;

  @BeforeAll
  static void writeCheckpoint() {
    checkpoint = Checkpoint.open(TinyCheckpoint.aCheckpoint().write(folder, 11));
  }

  @Test
  void aDeviceMustBeThere() {
    assertThatNoException().isThrownBy(() -> Devices.check("cpu", 0));
    assertThatNoException().isThrownBy(() -> Devices.check("gpu1", 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Devices.check("gpu0", 0))
        .withMessage(
            "device must be cpu, since the native library sees no GPU, but was gpu0" + ADVICE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Devices.check("gpu1", 1))
        .withMessage("device must be cpu or gpu0, but was gpu1" + ADVICE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Devices.check("gpu7", 4))
        .withMessage("device must be cpu or gpu0 to gpu3, but was gpu7" + ADVICE);
  }

  @Test
  void theDeviceWithLeastRoomForItsLayersDecidesHowManyBlocksThereAre() {
    // Two layers on gpu0, one on gpu1: a quarter of 800 layer blocks for two, of 320 for one.
    List<Stage> stages = Stage.split(checkpoint, List.of("gpu0", "gpu1"));
    assertThat(stages).extracting(Stage::layers).containsExactly(2, 1);

    assertThat(blocks(stages, 0, Map.of("gpu0", 800L, "gpu1", 320L))).isEqualTo(80);
    assertThat(blocks(stages, 0, Map.of("gpu0", 800L, "gpu1", 4000L))).isEqualTo(100);
  }

  @Test
  void stagesOnOneDeviceShareItsMemory() {
    List<Stage> stages = Stage.split(checkpoint, List.of("gpu0", "gpu1", "gpu0"));

    assertThat(blocks(stages, 0, Map.of("gpu0", 800L, "gpu1", 4000L))).isEqualTo(100);
  }

  @Test
  void theMemoryThatIsGivenCountsForEachDevice() {
    List<Stage> stages = Stage.split(checkpoint, List.of("gpu0", "gpu1"));

    assertThat(blocks(stages, 60 * LAYER_BLOCK, Map.of())).isEqualTo(30);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> blocks(stages, LAYER_BLOCK, Map.of()))
        .withMessage(
            "the cache must have at least %d bytes on gpu0, one block of 64 positions, but has %d",
            2 * LAYER_BLOCK, LAYER_BLOCK);
  }

  /** Of each position what another layer keeps, 24 values, and what the head has read, 32. */
  @Test
  void theLayerForMultiTokenPredictionTakesRoomOnTheLastDevice(@TempDir Path other) {
    Checkpoint whole =
        Checkpoint.open(TinyCheckpoint.aCheckpoint().withMtp().write(other, 1)).withMtp();
    List<Stage> stages = Stage.split(whole, List.of("gpu0", "gpu1"));

    assertThat(stages).hasToString("[layers 0-1 on gpu0, layer 2 on gpu1]");
    assertThat(stages.get(0).blockBytes(whole.config())).isEqualTo(2 * 24 * 4 * 64);
    assertThat(stages.get(1).blockBytes(whole.config())).isEqualTo((24 + 24 + 32) * 4 * 64);
    assertThat(stages.get(0).hasMtp()).isFalse();
    assertThat(stages.get(1).tensors())
        .extracting(TensorEntry::name)
        .contains("model.embed_tokens.weight", "model.layers.3.eh_proj.weight");
  }

  /** With memory in blocks of one layer. */
  private static int blocks(List<Stage> stages, long cacheBytes, Map<String, Long> memory) {
    EngineOptions options = new EngineOptions("float32", 1000, 1).withCacheBytes(cacheBytes);
    return CacheSize.blocks(
        checkpoint.config(),
        stages,
        options,
        device -> LAYER_BLOCK * memory.getOrDefault(device, 0L));
  }
}
