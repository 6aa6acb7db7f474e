package io.retort.runtime.program;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.checkpoint.TinyCheckpoint;
import io.retort.runtime.sampling.Logits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
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
        GenerationProgram.Cache mine = program.newCache(3);
        GenerationProgram.Cache shared = program.newCache(40)) {
      Random random = new Random(5);
      prefill(program, mine, Span.of(Arrays.copyOf(IDS, PROMPT), 0, 0, 0));
      // Blocks in any order; neighbours shorter and longer.
      // So many that the pass is cut into parts, one for each thread.
      int[][] blocks = {
        {39, 1, 20}, {2, 30, 4, 11}, {7, 3, 18}, {9}, {13, 12, 31}, {0}, {5, 6}, {8, 10}, {14, 15}
      };
      int[] lengths = {70, 180, PROMPT, 3, 120, 1, 64, 63, 90};
      for (int i = 0; i < blocks.length; i++) {
        int[] ids = i == 2 ? Arrays.copyOf(IDS, PROMPT) : random(random, lengths[i]);
        prefill(program, shared, new Span(ids, 0, blocks[i], 0));
      }
      program.copy(shared, new int[] {3}, new int[] {38});
      blocks[2][1] = 38;

      for (int step = 0; PROMPT + step < LENGTH; step++) {
        int position = PROMPT + step;
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < blocks.length; i++) {
          int[] ids = i == 2 ? new int[] {IDS[position]} : random(random, 1 + i % 2);
          int start = i == 2 ? position : lengths[i] + (1 + i % 2) * Math.min(step, 5);
          spans.add(new Span(ids, start, blocks[i], 1));
        }
        float[] alone =
            program
                .step(mine, List.of(Span.of(new int[] {IDS[position]}, position, 0, 1)), false)
                .row(0);
        float[] beside = program.step(shared, spans, false).row(2);

        assertThat(beside).as("position %d", position).isEqualTo(alone);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theThreadsThatShareAPassChangeNoBit(Weights weights, @TempDir Path folder) {
    // Of a vocabulary whose product is in several pieces.
    Checkpoint checkpoint =
        Checkpoint.open(
            TinyCheckpoint.ofFamily("deepseek_v3")
                .with(config -> config.put("vocab_size", 2600))
                .write(folder, 27));
    List<float[]> ofOneThread = new ArrayList<>();
    for (int threads : new int[] {1, 2, 3}) {
      try (NDManager manager = NDManager.newBaseManager("PyTorch");
          GenerationProgram program =
              GenerationProgram.load(
                  manager, checkpoint, new ProgramOptions("bfloat16", weights, threads));
          GenerationProgram.Cache cache = program.newCache(26)) {
        List<Span> spans = new ArrayList<>();
        List<float[]> alone = new ArrayList<>();
        for (int i = 0; i < 13; i++) {
          prefill(program, cache, Span.of(Arrays.copyOf(IDS, 1 + 9 * i), 0, 2 * i, 0));
          int[] generated = random(new Random(i), 1 + i % 3 / 2);
          spans.add(Span.of(generated, 1 + 9 * i, 2 * i, 1));
          alone.add(program.step(cache, List.of(spans.get(i)), false).row(0));
        }

        Logits together = program.step(cache, spans, false);

        for (int i = 0; i < spans.size(); i++) {
          assertThat(together.row(i)).as("%d threads", threads).isEqualTo(alone.get(i));
          if (threads == 2) {
            assertThat(alone.get(i)).isEqualTo(ofOneThread.get(i));
          }
        }
        if (threads == 1) {
          ofOneThread.addAll(alone);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void generatedTokensMayBeRunAgainManyAtATime(
      String family, String dtype, int threads, Weights weights, @TempDir Path folder) {
    Checkpoint checkpoint = Checkpoint.open(TinyCheckpoint.ofFamily(family).write(folder, 25));
    try (NDManager manager = NDManager.newBaseManager("PyTorch");
        GenerationProgram program =
            GenerationProgram.load(
                manager, checkpoint, new ProgramOptions(dtype, weights, threads));
        GenerationProgram.Cache cache = program.newCache(6)) {
      int[] prompt = Arrays.copyOf(IDS, PROMPT);
      prefill(program, cache, Span.of(prompt, 0, 0, 0));
      float[][] oneByOne = new float[LENGTH - PROMPT][];
      for (int i = 0; i < oneByOne.length; i++) {
        Span span = Span.of(new int[] {IDS[PROMPT + i]}, PROMPT + i, 0, 1);
        oneByOne[i] = program.step(cache, List.of(span), false).row(0);
      }

      prefill(program, cache, Span.of(prompt, 0, 3, 0));
      int[] generated = Arrays.copyOfRange(IDS, PROMPT, LENGTH);
      Logits together =
          program.step(cache, List.of(Span.of(generated, PROMPT, 3, generated.length)), false);

      for (int i = 0; i < oneByOne.length; i++) {
        assertThat(together.row(i)).as("token %d", i).isEqualTo(oneByOne[i]);
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
    try (GenerationProgram.Cache cache = program.newCache(GenerationProgram.blocks(ids.length))) {
      for (int start = 0; start < all.length; start += chunk) {
        int end = Math.min(all.length, start + chunk);
        Span span = Span.of(Arrays.copyOfRange(ids, start, end), start, 0, 0);
        TokenScores scores =
            program.score(cache, List.of(span), Arrays.copyOfRange(ids, start + 1, end + 1), 0);
        for (int i = start; i < end; i++) {
          all[i] = scores.logprob(i - start);
        }
      }
    }
    return all;
  }

  /** The third of four sequences, the first of which is shorter. */
  private static float[] besideOthers(GenerationProgram program) {
    Random random = new Random(99);
    float[] all = new float[LENGTH - 1];
    try (GenerationProgram.Cache cache = program.newCache(12)) {
      List<Span> spans =
          List.of(
              Span.of(random(random, 33), 0, 9, 0),
              Span.of(random(random, all.length), 0, 3, 0),
              Span.of(Arrays.copyOf(IDS, all.length), 0, 6, 0),
              Span.of(random(random, all.length), 0, 0, 0));
      int first = 33 + all.length;
      int[] targets = new int[33 + 3 * all.length];
      System.arraycopy(IDS, 1, targets, first, all.length);
      TokenScores scores = program.score(cache, spans, targets, 0);
      for (int i = 0; i < all.length; i++) {
        all[i] = scores.logprob(first + i);
      }
    }
    return all;
  }

  private static void prefill(GenerationProgram program, GenerationProgram.Cache cache, Span span) {
    program.step(cache, List.of(span), true);
  }

  private static int[] random(Random random, int length) {
    return random.ints(length, 0, VOCABULARY).toArray();
  }
}
