package io.retort.runtime.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDManager;
import io.retort.runtime.Completion;
import io.retort.runtime.GenerationRequest;
import io.retort.runtime.SamplingParams;
import io.retort.runtime.batching.BatchOptions;
import io.retort.runtime.batching.CompletionWindow;
import io.retort.runtime.batching.ContinuousBatch;
import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.checkpoint.TinyCheckpoint;
import io.retort.runtime.sampling.Logits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layers split into stages, all of them on the processor. */
class PipelineTest {

  // Two lanes that read prompts four tokens at a time, so that neither takes all there is to do.
  private static final BatchOptions TWO_LANES = new BatchOptions(2, 4, 100, 4, 100, 2);

  @TempDir static Path folder;
  private static NDManager manager;
  private static Checkpoint tiny;

  @BeforeAll
  static void writeCheckpoint() {
    tiny = Checkpoint.open(TinyCheckpoint.aCheckpoint().write(folder, 11));
    manager = NDManager.newBaseManager("PyTorch");
  }

  @AfterAll
  static void close() {
    manager.close();
  }

  @ParameterizedTest
  @CsvSource({
    "deepseek_v3, float32, PACKED, 2",
    "deepseek_v3, float32, PACKED, 3",
    "deepseek_v3, bfloat16, INT8, 2",
    "deepseek_v3_mtp_sharded_bf16, bfloat16, PACKED, 3",
    "deepseek_v3_fp8, bfloat16, PACKED, 2",
    "deepseek_v2_lite, bfloat16, MAPPED, 2",
    "qwen2, float32, MAPPED, 2",
  })
  void aGoldenCheckpointInStagesHasTheSameBits(
      String name, String dtype, Weights weights, int stages) {
    Path golden =
        Path.of(System.getProperty("retort.root", "..")).resolve("../shared/golden").resolve(name);
    assumeTrue(Files.exists(golden), "no golden files at " + golden);
    Checkpoint checkpoint = Checkpoint.open(golden);
    ProgramOptions options = new ProgramOptions(dtype, weights, 1);
    try (GenerationProgram whole = GenerationProgram.load(manager, checkpoint, options);
        GenerationProgram split =
            GenerationProgram.load(manager, checkpoint, split(checkpoint, stages), options)) {
      assertThat(logits(split)).isDeepEqualTo(logits(whole));
      assertThat(scores(split)).isEqualTo(scores(whole));
      assertThat(run(split)).isEqualTo(run(whole));
    }
  }

  private static List<Stage> split(Checkpoint checkpoint, int stages) {
    return Stage.split(checkpoint, Collections.nCopies(stages, "cpu"));
  }

  /** Of a prompt's last token and of decode steps, one of them in a copied block. */
  private static float[][] logits(GenerationProgram program) {
    List<float[]> rows = new ArrayList<>();
    int[] prompt = new Random(6).ints(70, 2, program.config().vocabularySize()).toArray();
    try (GenerationProgram.Cache cache = program.newCache(4)) {
      rows.add(program.step(cache, List.of(Span.of(prompt, 0, 0, 1)), true).row(0));
      program.copy(cache, new int[] {1}, new int[] {2});
      for (int last : new int[] {1, 2}) {
        Span next = new Span(new int[] {9, 8}, 70, new int[] {0, last}, 2);
        Logits logits = program.step(cache, List.of(next), false);
        rows.add(logits.row(0));
        rows.add(logits.row(1));
      }
    }
    return rows.toArray(float[][]::new);
  }

  private static List<Float> scores(GenerationProgram program) {
    int[] ids = new Random(7).ints(41, 2, program.config().vocabularySize()).toArray();
    int[] targets = new Random(8).ints(41, 2, program.config().vocabularySize()).toArray();
    List<Float> scores = new ArrayList<>();
    try (GenerationProgram.Cache cache = program.newCache(1)) {
      TokenScores found = program.score(cache, List.of(Span.of(ids, 0, 0, 0)), targets, 2);
      for (int i = 0; i < ids.length; i++) {
        scores.add(found.logprob(i));
        scores.add(found.topLogprob(i, 1));
      }
    }
    return scores;
  }

  @Test
  void aPassEntersTheFirstStageWhileAnotherIsInTheSecond() {
    Turns turns = new Turns();
    try (GenerationProgram whole = load(1, new Turns());
        GenerationProgram split = load(2, turns)) {
      assertThat(run(split)).isEqualTo(run(whole));
    }

    assertThat(turns.overlap.getCount()).as("passes that never met").isZero();
    assertThat(turns.crowded).as("two passes in one stage").isFalse();
  }

  /** Holds the first pass in the second stage until another one has entered the first. */
  private static final class Turns implements Pipeline.Observer {

    private final CountDownLatch overlap = new CountDownLatch(1);
    private final AtomicIntegerArray inside = new AtomicIntegerArray(2);
    private final AtomicBoolean crowded = new AtomicBoolean();

    @Override
    public void entered(int stage) {
      if (inside.incrementAndGet(stage) > 1) {
        crowded.set(true);
      }
      if (stage == 0 && inside.get(1) > 0) {
        overlap.countDown();
      } else if (stage == 1) {
        await();
      }
    }

    private void await() {
      try {
        boolean unused = overlap.await(60, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void leaving(int stage) {
      inside.decrementAndGet(stage);
    }
  }

  @Test
  void aStageThatFailsEndsTheRequestsAndIsNamed() throws Exception {
    AtomicBoolean fails = new AtomicBoolean(true);
    Pipeline.Observer breaking =
        new Pipeline.Observer() {
          @Override
          public void entered(int stage) {
            if (stage == 1 && fails.get()) {
              throw new IllegalStateException("out of memory");
            }
          }

          @Override
          public void leaving(int stage) {}
        };
    GenerationRequest request = requests(tiny.config().vocabularySize()).get(0);
    try (GenerationProgram program = load(3, breaking);
        ContinuousBatch batch = new ContinuousBatch(program, Set.of(), ids -> "", TWO_LANES, 1)) {
      assertThatExceptionOfType(CompletionException.class)
          .isThrownBy(() -> batch.submit(request).join())
          .havingCause()
          .isInstanceOf(IllegalStateException.class)
          .withMessage("stage 2 of 3, layer 1 on cpu, failed: out of memory");

      fails.set(false);
      assertThat(batch.submit(request).join().tokens()).hasSize(30);
    }
  }

  private static GenerationProgram load(int stages, Pipeline.Observer observer) {
    return GenerationProgram.load(
        manager, tiny, split(tiny, stages), ProgramOptions.of("float32"), observer);
  }

  private static Map<String, List<Integer>> run(GenerationProgram program) {
    Map<String, List<Integer>> tokens = new TreeMap<>();
    List<GenerationRequest> requests = requests(program.config().vocabularySize());
    try (ContinuousBatch batch = new ContinuousBatch(program, Set.of(), ids -> "", TWO_LANES, 1)) {
      new CompletionWindow(requests.iterator(), 20, batch::submit, () -> false)
          .forEachRemaining(completion -> tokens.put(key(completion), completion.tokens()));
    }
    assertThat(tokens).hasSize(requests.size());
    return tokens;
  }

  private static String key(Completion completion) {
    return completion.problemId() + "/" + completion.rollout();
  }

  private static List<GenerationRequest> requests(int vocabulary) {
    List<GenerationRequest> requests = new ArrayList<>();
    for (int problem = 0; problem < 6; problem++) {
      List<Integer> prompt = new Random(problem).ints(9, 2, vocabulary).boxed().toList();
      for (int rollout = 0; rollout < 2; rollout++) {
        SamplingParams sampling = new SamplingParams(1, 0.95, 30, 5);
        requests.add(new GenerationRequest("p" + problem, rollout, prompt, sampling));
      }
    }
    return requests;
  }
}
