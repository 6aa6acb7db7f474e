package io.retort.runtime.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.checkpoint.TensorEntry;
import io.retort.runtime.checkpoint.TinyCheckpoint;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageTest {

  @TempDir private Path folder;

  @Test
  void theLargestPartIsAsSmallAsCanBe() {
    Random random = new Random(5);
    for (int round = 0; round < 300; round++) {
      int layers = 1 + random.nextInt(7);
      int parts = 1 + random.nextInt(layers);
      long[] bytes = random.longs(layers, 1, round % 2 == 0 ? 5 : 1_000_000_000_000L).toArray();

      List<Integer> ends = Stage.ends(bytes, parts);

      assertThat(ends).hasSize(parts).isSorted().doesNotHaveDuplicates();
      assertThat(ends.get(0)).isPositive();
      assertThat(ends.get(parts - 1)).isEqualTo(layers);
      assertThat(largest(bytes, ends))
          .as("%s in %d", LongStream.of(bytes).boxed().toList(), parts)
          .isEqualTo(smallestLargest(bytes, 0, parts));
    }
  }

  private static long largest(long[] bytes, List<Integer> ends) {
    return IntStream.range(0, ends.size())
        .mapToLong(i -> sum(bytes, i == 0 ? 0 : ends.get(i - 1), ends.get(i)))
        .max()
        .orElseThrow();
  }

  /** Of all ways to cut, tried one by one. */
  private static long smallestLargest(long[] bytes, int first, int parts) {
    if (parts == 1) {
      return sum(bytes, first, bytes.length);
    }
    return IntStream.rangeClosed(first + 1, bytes.length - parts + 1)
        .mapToLong(end -> Math.max(sum(bytes, first, end), smallestLargest(bytes, end, parts - 1)))
        .min()
        .orElseThrow();
  }

  private static long sum(long[] bytes, int first, int end) {
    return LongStream.of(bytes).skip(first).limit(end - first).sum();
  }

  @Test
  void everyTensorLiesInOneStage() {
    Checkpoint checkpoint = Checkpoint.open(TinyCheckpoint.aCheckpoint().write(folder, 1));

    List<Stage> stages = Stage.split(checkpoint, List.of("gpu0", "gpu1"));

    assertThat(stages.stream().flatMap(stage -> stage.tensors().stream()))
        .containsExactlyInAnyOrderElementsOf(checkpoint.tensors());
    assertThat(names(stages.get(0))).contains("model.embed_tokens.weight");
    assertThat(names(stages.get(1))).contains("model.norm.weight", "lm_head.weight");
    assertThat(stages).hasToString("[layers 0-1 on gpu0, layer 2 on gpu1]");
    assertThat(Stage.describe(stages)).isEqualTo("gpu (layers 0-1), gpu (layer 2)");
    assertThat(Stage.describe(Stage.split(checkpoint, List.of("gpu3")))).isEqualTo("gpu");
  }

  @Test
  void theLastStageHasTheEmbeddingTooWhereItIsTheHead() {
    Checkpoint tied = Checkpoint.open(TinyCheckpoint.ofFamily("qwen2").write(folder, 1));

    List<Stage> stages = Stage.split(tied, List.of("gpu0", "gpu1", "gpu2"));

    assertThat(stages.stream().map(stage -> names(stage).contains("model.embed_tokens.weight")))
        .containsExactly(true, false, true);
  }

  private static List<String> names(Stage stage) {
    return stage.tensors().stream().map(TensorEntry::name).toList();
  }

  @Test
  void thereMustBeALayerForEachDevice() {
    Checkpoint checkpoint = Checkpoint.open(TinyCheckpoint.aCheckpoint().write(folder, 1));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Stage.split(checkpoint, Collections.nCopies(4, "cpu")))
        .withMessage(
            "devices must be at most as many as the model's 3 layers, since each holds some of"
                + " them, but were 4");
  }

  @Test
  void weightsAreReadAsTheyLieWhereThePackedFormIsNotTheDevices() {
    ProgramOptions packed = ProgramOptions.of("bfloat16");

    assertThat(packed.on("cpu").weights()).isEqualTo(Weights.PACKED);
    assertThat(packed.on("gpu0").weights()).isEqualTo(Weights.MAPPED);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProgramOptions("bfloat16", Weights.INT8, 1).on("gpu0"))
        .withMessage(
            "weights must be packed or mapped on gpu0, because only the processor has products in"
                + " 8 bits, but were int8");
  }
}
