package io.retort.runtime.program;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.checkpoint.TinyCheckpoint;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A token's numbers are the same to the last bit, however it is run and beside whatever. */
class FamilyInvarianceTest {

  // Two blocks of 64 keys and a part of a third.
  private static final int LENGTH = 150;
  private static final int PROMPT = 100;
  private static final int VOCABULARY = 48;
  private static final int[] IDS = random(new Random(17), LENGTH);

  static Stream<Arguments> settings() {
    return Stream.of("deepseek_v3", "deepseek_v2", "llama", "qwen2", "qwen3", "qwen3_moe")
        .flatMap(
            family ->
                Stream.of(
                    Arguments.of(family, "float32", 1, Weights.PACKED),
                    Arguments.of(family, "float32", 2, Weights.PACKED),
                    Arguments.of(family, "bfloat16", 1, Weights.PACKED),
                    Arguments.of(family, "bfloat16", 2, Weights.PACKED),
                    Arguments.of(family, "bfloat16", 2, Weights.MAPPED),
                    Arguments.of(family, "bfloat16", 2, Weights.INT8)));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void scoresAreTheSameInChunksAndBesideOthers(
      String family, String dtype, int threads, Weights weights, @TempDir Path folder) {
    Checkpoint checkpoint = Checkpoint.open(TinyCheckpoint.ofFamily(family).write(folder, 23));
    try (NDManager manager = NDManager.newBaseManager("PyTorch");
        GenerationProgram program =
            GenerationProgram.load(
                manager, checkpoint, new ProgramOptions(dtype, weights, threads))) {
      float[] alone = inChunks(program, IDS, LENGTH);

      for (int chunk : new int[] {1, 7, 64, 101}) {
        assertThat(inChunks(program, IDS, chunk)).as("%d at a time", chunk).isEqualTo(alone);
      }
      assertThat(besideOthers(program)).as("beside others").isEqualTo(alone);
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void decodeStepsAreTheSameInAnotherCacheBesideOthers(
      String family, String dtype, int threads, Weights weights, @TempDir Path folder) {
    Checkpoint checkpoint = Checkpoint.open(TinyCheckpoint.ofFamily(family).write(folder, 24));
    try (NDManager manager = NDManager.newBaseManager("PyTorch");
        GenerationProgram program =
            GenerationProgram.load(
                manager, checkpoint, new ProgramOptions(dtype, weights, threads));
        GenerationProgram.Cache mine = program.newCache(1, LENGTH);
        GenerationProgram.Cache shared = program.newCache(5, 2 * LENGTH)) {
      Random random = new Random(5);
      prefill(program, mine, 0, Arrays.copyOf(IDS, PROMPT));
      for (int slot : new int[] {0, 1, 3, 4}) {
        prefill(program, shared, slot, random(random, 20 * slot + 3));
      }
      program.copy(mine, new int[] {0}, shared, new int[] {2}, PROMPT);

      for (int position = PROMPT; position < LENGTH; position++) {
        int step = position - PROMPT;
        int[][] ids = new int[5][];
        int[] starts = new int[5];
        for (int slot = 0; slot < 5; slot++) {
          ids[slot] = slot == 2 ? new int[] {IDS[position]} : random(random, 1);
          starts[slot] = slot == 2 ? position : 20 * slot + 3 + step;
        }
        float[] alone =
            row(program, Window.of(mine, 0, new int[] {IDS[position]}, position, true), 0);
        float[] beside = row(program, new Window(shared, 0, ids, starts, true), 2);

        assertThat(beside).as("position %d", position).isEqualTo(alone);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"llama", "deepseek_v2"})
  void aPromptOfMoreThanOneSegmentOfKeysMayBeCutAnywhere(String family, @TempDir Path folder) {
    int[] ids = random(new Random(31), 1100); // segments are of 512 keys
    Checkpoint checkpoint =
        Checkpoint.open(
            TinyCheckpoint.ofFamily(family)
                .with(config -> config.put("max_position_embeddings", 1200))
                .write(folder, 26));
    try (NDManager manager = NDManager.newBaseManager("PyTorch");
        GenerationProgram program =
            GenerationProgram.load(manager, checkpoint, ProgramOptions.of("float32"))) {
      float[] alone = inChunks(program, ids, ids.length);

      assertThat(inChunks(program, ids, 97)).isEqualTo(alone);
      assertThat(inChunks(program, ids, 512)).isEqualTo(alone);
    }
  }

  static Stream<Arguments> releasedHeads() {
    return Stream.of(64, 80, 128)
        .flatMap(size -> Stream.of(1, 2).map(threads -> Arguments.of(size, threads)));
  }

  @ParameterizedTest
  @MethodSource("releasedHeads")
  void headsOfReleasedSizesAreIndependentToo(int size, int threads, @TempDir Path folder) {
    Consumer<ObjectNode> wide =
        config ->
            config
                .put("hidden_size", 14 * size)
                .put("num_attention_heads", 14)
                .put("intermediate_size", 500)
                .put("num_hidden_layers", 1);
    Checkpoint checkpoint =
        Checkpoint.open(TinyCheckpoint.ofFamily("qwen2").with(wide).write(folder, 25));
    try (NDManager manager = NDManager.newBaseManager("PyTorch");
        GenerationProgram program =
            GenerationProgram.load(
                manager, checkpoint, new ProgramOptions("float32", Weights.PACKED, threads))) {
      float[] alone = inChunks(program, IDS, LENGTH);

      for (int chunk : new int[] {1, 7, 64}) {
        assertThat(inChunks(program, IDS, chunk)).as("%d at a time", chunk).isEqualTo(alone);
      }
      assertThat(besideOthers(program)).as("beside others").isEqualTo(alone);
    }
  }

  /** Entry i is the log-probability of token i + 1. */
  private static float[] inChunks(GenerationProgram program, int[] ids, int chunk) {
    float[] all = new float[ids.length - 1];
    try (GenerationProgram.Cache cache = program.newCache(1, ids.length)) {
      for (int start = 0; start < all.length; start += chunk) {
        int end = Math.min(all.length, start + chunk);
        Window window = Window.of(cache, 0, Arrays.copyOfRange(ids, start, end), start, false);
        TokenScores scores =
            program.score(List.of(window), Arrays.copyOfRange(ids, start + 1, end + 1), 0);
        for (int i = start; i < end; i++) {
          all[i] = scores.logprob(i - start);
        }
      }
    }
    return all;
  }

  /** The second of three sequences in one window, with a shorter one in a window before it. */
  private static float[] besideOthers(GenerationProgram program) {
    Random random = new Random(99);
    float[] all = new float[LENGTH - 1];
    try (GenerationProgram.Cache shared = program.newCache(4, 2 * LENGTH);
        GenerationProgram.Cache other = program.newCache(1, 64)) {
      int[][] ids = {
        random(random, all.length), Arrays.copyOf(IDS, all.length), random(random, all.length)
      };
      int[] shorter = random(random, 33);
      Window before = Window.of(other, 0, shorter, 0, false);
      Window window = new Window(shared, 1, ids, new int[3], false);
      int first = shorter.length + all.length;
      int[] targets = new int[shorter.length + 3 * all.length];
      System.arraycopy(IDS, 1, targets, first, all.length);
      TokenScores scores = program.score(List.of(before, window), targets, 0);
      for (int i = 0; i < all.length; i++) {
        all[i] = scores.logprob(first + i);
      }
    }
    return all;
  }

  private static void prefill(
      GenerationProgram program, GenerationProgram.Cache cache, int slot, int[] ids) {
    program.step(List.of(Window.of(cache, slot, ids, 0, false)), true);
  }

  private static float[] row(GenerationProgram program, Window window, int row) {
    return program.step(List.of(window), false).row(row);
  }

  private static int[] random(Random random, int length) {
    return random.ints(length, 0, VOCABULARY).toArray();
  }
}
