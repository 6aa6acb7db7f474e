package io.retort.runtime.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.retort.runtime.Completion;
import io.retort.runtime.FinishReason;
import io.retort.runtime.GenerationRequest;
import io.retort.runtime.SamplingParams;
import io.retort.runtime.TokenDetail;
import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.checkpoint.TinyCheckpoint;
import io.retort.runtime.program.GenerationProgram;
import io.retort.runtime.program.ProgramOptions;
import io.retort.runtime.program.Span;
import io.retort.runtime.program.Stage;
import io.retort.runtime.program.TokenScores;
import io.retort.runtime.program.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContinuousBatchTest {

  private static final Set<Integer> STOP = Set.of(1);
  private static final BatchOptions ROOMY = new BatchOptions(1, 64, 500, 512, 100, 0);
  private static final List<Integer> COMMON = new Random(77).ints(130, 2, 48).boxed().toList();
  private static final List<GenerationRequest> MANY = requests(new Random(4), 30, 2);

  @TempDir static Path folder;
  private static NDManager manager;
  private static Checkpoint checkpoint;

  @BeforeAll
  static void writeCheckpoint() {
    checkpoint = Checkpoint.open(TinyCheckpoint.aCheckpoint().write(folder, 11));
    manager = NDManager.newBaseManager("PyTorch");
  }

  @AfterAll
  static void close() {
    manager.close();
  }

  /**
   * One request at a time in a roomy cache is what all others must equal: many at a time, in any
   * order of arrival, any chunk of prompt, with beginnings shared or not, on one lane or two, with
   * tokens guessed from what was said or by the model's layer for multi-token prediction, in a
   * cache so small that sequences are set aside, and with the layers split into stages.
   */
  @ParameterizedTest
  @CsvSource({
    "deepseek_v3, float32, 1, 1, lookup",
    "deepseek_v3, float32, 2, 1, lookup",
    "deepseek_v3, bfloat16, 1, 1, lookup",
    "deepseek_v3, bfloat16, 2, 1, lookup",
    "qwen3_moe, float32, 2, 1, lookup",
    "deepseek_v3, bfloat16, 2, 3, lookup",
    "qwen2, float32, 1, 2, lookup",
    "deepseek_v3, float32, 2, 2, mtp",
    "deepseek_v3, bfloat16, 1, 1, mtp",
    "deepseek_v3, bfloat16, 2, 3, mtp"
  })
  void aCompletionIsTheSameWhateverTheSchedule(
      String family, String dtype, int threads, int stages, String source, @TempDir Path other)
      throws Exception {
    boolean usesMtp = source.equals("mtp");
    TinyCheckpoint shape = TinyCheckpoint.ofFamily(family);
    Checkpoint tiny =
        Checkpoint.open((usesMtp ? shape.withMtp().withSharpHead() : shape).write(other, 11));
    Checkpoint drafting = usesMtp ? tiny.withMtp() : tiny;
    ProgramOptions programOptions = new ProgramOptions(dtype, Weights.PACKED, threads);
    List<Stage> split = Stage.split(drafting, Collections.nCopies(stages, "cpu"));
    try (GenerationProgram whole = GenerationProgram.load(manager, tiny, programOptions);
        GenerationProgram program =
            GenerationProgram.load(manager, drafting, split, programOptions)) {
      List<GenerationRequest> requests = requests(new Random(3), 9, 3);
      BatchOptions alone = new BatchOptions(1, 1, 100, 512, 100, 0);
      Map<String, Completion> expected = new HashMap<>();
      for (GenerationRequest request : requests) { // a batch of its own: nothing is shared
        expected.putAll(run(whole, Set.of(), List.of(request), alone, none -> {}));
      }
      long setAside = 0;
      long accepted = 0;
      long shared = 0;
      Random random = new Random(threads);
      for (int round = 0; round < 6; round++) {
        BatchOptions options =
            new BatchOptions(
                1 + random.nextInt(2),
                round < 2 ? 8 : List.of(1, 4, 5, 17, 32).get(random.nextInt(5)),
                round < 2 || random.nextBoolean()
                    ? 6 + random.nextInt(8)
                    : 200, // 5 hold the longest
                List.of(3, 16, 70, 512).get(random.nextInt(4)),
                1 + random.nextInt(40),
                random.nextInt(3) * 2);
        List<GenerationRequest> shuffled = new ArrayList<>();
        for (GenerationRequest request : requests) {
          shuffled.add(request.expecting(random.nextInt(4)));
        }
        Collections.shuffle(shuffled, random);
        List<BatchStatistics> done = new ArrayList<>();
        Map<String, Completion> completions = run(program, Set.of(), shuffled, options, done::add);
        completions.forEach(
            (key, completion) -> {
              Completion own = expected.getOrDefault(key, completion);
              assertThat(completion.tokens())
                  .as("%s under %s", key, options)
                  .isEqualTo(own.tokens());
              assertThat(completion.sumLogprob()).isEqualTo(own.sumLogprob());
            });
        setAside += done.get(0).setAside();
        accepted += done.get(0).all().accepted();
        shared += done.get(0).promptTokens() - done.get(0).readTokens();
      }
      assertThat(setAside).as("sequences set aside").isPositive();
      assertThat(accepted).as("right guesses").isPositive();
      assertThat(shared).as("prompt tokens shared").isPositive();
    }
  }

  /**
   * What the layer for multi-token prediction guesses rests on its cache alone: alone, in a batch,
   * with prompts in chunks, and with shared beginnings the same tokens are guessed.
   */
  @Test
  void guessesByTheModelsLayerAreTheSameWhateverTheSchedule(@TempDir Path other) {
    Checkpoint drafting =
        Checkpoint.open(TinyCheckpoint.aCheckpoint().withMtp().withSharpHead().write(other, 11))
            .withMtp();
    try (GenerationProgram program =
        GenerationProgram.load(manager, drafting, ProgramOptions.of("float32"))) {
      List<GenerationRequest> requests = requests(new Random(3), 9, 2);
      List<BatchStatistics> alone = new ArrayList<>();
      for (GenerationRequest request : requests) {
        run(program, STOP, List.of(request), new BatchOptions(1, 1, 50, 512, 9, 3), alone::add);
      }
      List<BatchStatistics> together = new ArrayList<>();
      run(program, STOP, requests, new BatchOptions(2, 5, 200, 16, 9, 3), together::add);

      assertThat(together.get(0).readTokens()).isLessThan(together.get(0).promptTokens());
      assertThat(together.get(0).all().drafted())
          .isEqualTo(alone.stream().mapToLong(done -> done.all().drafted()).sum());
      assertThat(together.get(0).all().accepted())
          .isPositive()
          .isEqualTo(alone.stream().mapToLong(done -> done.all().accepted()).sum());
    }
  }

  @Test
  void rolloutsOfOnePromptDiffer() {
    try (GenerationProgram program =
        GenerationProgram.load(manager, checkpoint, ProgramOptions.of("float32"))) {
      List<GenerationRequest> requests = requests(new Random(8), 1, 8);

      assertThat(run(program, requests).values().stream().map(Completion::tokens).distinct())
          .hasSizeGreaterThan(4);
    }
  }

  @Test
  void endsAtAStopTokenOrWhenTheBudgetIsSpent() {
    try (GenerationProgram program =
        GenerationProgram.load(manager, checkpoint, ProgramOptions.of("float32"))) {
      for (Completion completion : run(program, MANY).values()) {
        boolean stopped = completion.finishReason() == FinishReason.STOP;
        int last = completion.tokens().get(completion.tokens().size() - 1);

        assertThat(STOP.contains(last)).isEqualTo(stopped);
        assertThat(completion.tokens()).hasSizeLessThanOrEqualTo(most(completion));
        assertThat(completion.tokens().indexOf(1))
            .isEqualTo(stopped ? completion.tokens().size() - 1 : -1);
        assertThat(completion.text())
            .isEqualTo(
                decode(
                    completion
                        .tokens()
                        .subList(0, completion.tokens().size() - (stopped ? 1 : 0))));
        if (!stopped) {
          assertThat(completion.tokens().size()).isIn(most(completion), 300 - length(completion));
        }
      }
    }
  }

  @Test
  void endsWhenTheModelsPositionsAreFull() {
    try (GenerationProgram program =
        GenerationProgram.load(manager, checkpoint, ProgramOptions.of("float32"))) {
      List<Integer> prompt = Collections.nCopies(295, 7);
      GenerationRequest request =
          new GenerationRequest("long", 0, prompt, new SamplingParams(1, 1, 100, 2));

      Completion completion = run(program, List.of(request)).getOrDefault("long/0", failed());

      // The model has 300 positions; the last token is drawn but never read.
      assertThat(completion.tokens().size()).isLessThanOrEqualTo(6);
      assertThat(completion.finishReason()).isIn(FinishReason.LENGTH, FinishReason.STOP);
    }
  }

  @Test
  void aRequestThatCannotRunBecomesAnErrorAndDisturbsNoOther() {
    try (GenerationProgram program =
        GenerationProgram.load(manager, checkpoint, ProgramOptions.of("float32"))) {
      SamplingParams sampling = new SamplingParams(1, 1, 5, 2);
      GenerationRequest good = new GenerationRequest("good", 0, List.of(3, 4), sampling);
      GenerationRequest tooLong =
          new GenerationRequest("long", 0, Collections.nCopies(300, 7), sampling);
      GenerationRequest unknown = new GenerationRequest("unknown", 0, List.of(3, 48), sampling);

      Map<String, Completion> completions = run(program, List.of(tooLong, good, unknown));

      assertThat(completions.getOrDefault("long/0", failed()).error())
          .isEqualTo("a prompt must leave room in the model's 300 positions, but has 300 tokens");
      assertThat(completions.getOrDefault("unknown/0", failed()).error())
          .isEqualTo("a token id must be in [0, 48), but the prompt has 48");
      assertThat(completions.getOrDefault("good/0", failed()))
          .isEqualTo(
              withTimesOf(
                  run(program, List.of(good)).getOrDefault("good/0", failed()),
                  completions.getOrDefault("good/0", failed())));
    }
  }

  @Test
  void theLogProbabilityIsThatOfTheModelItself() {
    try (GenerationProgram program =
        GenerationProgram.load(manager, checkpoint, ProgramOptions.of("float32"))) {
      GenerationRequest request =
          new GenerationRequest("p", 0, List.of(3, 4, 5), new SamplingParams(0.7, 0.9, 20, 9));
      Completion completion = run(program, List.of(request)).getOrDefault("p/0", failed());

      int[] ids = new int[2 + completion.tokens().size()];
      int[] next = new int[ids.length];
      List<Integer> all = new ArrayList<>(request.promptTokens());
      all.addAll(completion.tokens());
      for (int i = 0; i < ids.length; i++) {
        ids[i] = all.get(i);
        next[i] = all.get(i + 1);
      }
      double sum = 0;
      try (GenerationProgram.Cache cache = program.newCache(GenerationProgram.blocks(ids.length))) {
        TokenScores scores = program.score(cache, List.of(Span.of(ids, 0, 0, 0)), next, 0);
        for (int i = 2; i < ids.length; i++) {
          sum += scores.logprob(i);
        }
      }

      assertThat(completion.sumLogprob()).isCloseTo(sum, within(1e-3));
    }
  }

  @Test
  void theRolloutsOfAPromptReadItOnceAndPromptsShareTheirBeginning() throws Exception {
    try (GenerationProgram program =
            GenerationProgram.load(manager, checkpoint, ProgramOptions.of("float32"));
        ContinuousBatch batch =
            new ContinuousBatch(program, STOP, ContinuousBatchTest::decode, ROOMY, 1)) {
      List<Integer> other = new ArrayList<>(COMMON);
      other.add(9);
      List<GenerationRequest> requests = new ArrayList<>();
      for (int rollout = 0; rollout < 4; rollout++) {
        requests.add(new GenerationRequest("a", rollout, COMMON, SamplingParams.greedy(3)));
      }
      new CompletionWindow(requests.iterator(), 4, batch::submit, () -> false)
          .forEachRemaining(completion -> {});
      assertThat(batch.statistics().promptTokens()).isEqualTo(4 * 130);
      assertThat(batch.statistics().readTokens()).isEqualTo(130);

      assertThat(batch.submit(new GenerationRequest("b", 0, other, SamplingParams.greedy(3))).get())
          .isNotNull();
      // Two whole blocks of 64 are shared.
      assertThat(batch.statistics().readTokens()).isEqualTo(130 + 131 - 128);
    }
  }

  @Test
  void aCancelledRolloutEndsAndGivesItsBlocksBack() throws Exception {
    try (GenerationProgram program =
            GenerationProgram.load(manager, checkpoint, ProgramOptions.of("float32"));
        ContinuousBatch batch =
            new ContinuousBatch(program, Set.of(), ContinuousBatchTest::decode, ROOMY, 1)) {
      List<Integer> drawn = Collections.synchronizedList(new ArrayList<>());
      CompletableFuture<Completion> long1 =
          batch.submit(
              new GenerationRequest("long", 0, List.of(3), SamplingParams.greedy(290)), drawn::add);
      while (drawn.size() < 3) {
        Thread.onSpinWait();
      }
      assertThat(long1.cancel(false)).isTrue();
      Completion next =
          batch
              .submit(new GenerationRequest("next", 0, List.of(4), SamplingParams.greedy(20)))
              .get();

      assertThat(next.tokens()).hasSize(20);
      assertThat(drawn.size()).isLessThan(290);
      assertThat(batch.availableBlocks()).isEqualTo(ROOMY.blocks());
    }
  }

  @Test
  void closingCancelsWhatRunsAndWhatWaits() throws Exception {
    GenerationProgram program =
        GenerationProgram.load(manager, checkpoint, ProgramOptions.of("float32"));
    ContinuousBatch batch =
        new ContinuousBatch(
            program,
            Set.of(),
            ContinuousBatchTest::decode,
            new BatchOptions(1, 1, 20, 512, 9, 0),
            1);
    List<CompletableFuture<Completion>> futures = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      futures.add(
          batch.submit(new GenerationRequest("p" + i, 0, List.of(3), SamplingParams.greedy(290))));
    }
    batch.close();
    program.close();

    for (CompletableFuture<Completion> future : futures) {
      assertThat(future).isCompletedExceptionally();
      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(future::join)
          .withMessage("the engine was closed");
    }
    assertThatIllegalStateException()
        .isThrownBy(
            () -> batch.submit(new GenerationRequest("p", 0, List.of(3), SamplingParams.greedy(2))))
        .withMessage("the engine is closed");
  }

  @Test
  void aRequestThatCanNeverFitIsRefusedWithTheNumbers() {
    try (GenerationProgram program =
        GenerationProgram.load(manager, checkpoint, ProgramOptions.of("float32"))) {
      BatchOptions small = new BatchOptions(1, 4, 2, 512, 9, 0);
      GenerationRequest request =
          new GenerationRequest("p", 0, List.of(3, 4), SamplingParams.greedy(200));

      assertThat(run(program, List.of(request), small).getOrDefault("p/0", failed()).error())
          .isEqualTo(
              "prompt and new tokens must fit in the cache of 128 positions, but may take 202;"
                  + " give the engine a larger cache or the request fewer new tokens");
    }
  }

  @Test
  void aStopStringEndsACompletionWhereverItsTokensBegin() {
    try (GenerationProgram program =
        GenerationProgram.load(manager, checkpoint, ProgramOptions.of("float32"))) {
      GenerationRequest whole =
          new GenerationRequest("p", 0, List.of(3, 4, 5), new SamplingParams(1, 1, 30, 9));
      String text = run(program, List.of(whole)).getOrDefault("p/0", failed()).text();
      String stop = text.substring(23, 26); // of tokens of two letters: an end, a token
      assertThat(text.indexOf(stop)).isEqualTo(23);
      GenerationRequest stopped =
          new GenerationRequest(
              "p", 0, List.of(3, 4, 5), whole.sampling().withStopStrings(List.of("none", stop)));

      Completion completion = run(program, List.of(stopped)).getOrDefault("p/0", failed());

      assertThat(completion.finishReason()).isEqualTo(FinishReason.STOP);
      assertThat(completion.text()).isEqualTo(text.substring(0, 23));
      assertThat(completion.tokens()).hasSize(13);
    }
  }

  @Test
  void aForcedPrefixBeginsTheCompletionAndIsNotCounted() {
    try (GenerationProgram program =
        GenerationProgram.load(manager, checkpoint, ProgramOptions.of("float32"))) {
      SamplingParams sampling = SamplingParams.greedy(5);
      GenerationRequest forced =
          new GenerationRequest("p", 0, List.of(3, 4), List.of(5, 6), sampling, 0);
      GenerationRequest inPrompt = new GenerationRequest("q", 0, List.of(3, 4, 5, 6), sampling);

      Map<String, Completion> completions = run(program, List.of(forced, inPrompt));
      Completion plain = completions.getOrDefault("q/0", failed());
      List<Integer> expected = new ArrayList<>(List.of(5, 6));
      expected.addAll(plain.tokens());

      assertThat(completions.getOrDefault("p/0", failed()).tokens()).isEqualTo(expected);
      assertThat(completions.getOrDefault("p/0", failed()).sumLogprob())
          .isEqualTo(plain.sumLogprob());
    }
  }

  @Test
  void detailsAreRecordedWhereTheyAreAskedFor() {
    try (GenerationProgram program =
        GenerationProgram.load(manager, checkpoint, ProgramOptions.of("float32"))) {
      SamplingParams sampling =
          new SamplingParams(1, 1, 12, 9).withDetails(new SamplingParams.Details(true, 2, 8));
      Completion completion =
          run(program, List.of(new GenerationRequest("p", 0, List.of(3, 4), sampling)))
              .getOrDefault("p/0", failed());

      assertThat(completion.details()).hasSameSizeAs(completion.tokens());
      assertThat(completion.details().stream().mapToDouble(TokenDetail::logprob).sum())
          .isCloseTo(completion.sumLogprob(), within(1e-9));
      for (TokenDetail detail : completion.details()) {
        assertThat(detail.top()).hasSize(2);
        assertThat(detail.top().get(0).logprob()).isGreaterThanOrEqualTo(detail.logprob());
        assertThat(detail.labels().stream().mapToDouble(TokenDetail.SoftLabel::weight).sum())
            .isEqualTo(1);
      }
    }
  }

  @Test
  void brokenWeightsEndTheRequestsWithTheReason(@TempDir Path broken) {
    Checkpoint nan =
        Checkpoint.open(
            TinyCheckpoint.aCheckpoint()
                .with(config -> config.put("routed_scaling_factor", Double.MAX_VALUE))
                .write(broken, 11));
    try (GenerationProgram program =
            GenerationProgram.load(manager, nan, ProgramOptions.of("float32"));
        ContinuousBatch batch =
            new ContinuousBatch(program, STOP, ContinuousBatchTest::decode, ROOMY, 1)) {
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  new CompletionWindow(
                          requests(new Random(1), 1, 1).iterator(), 1, batch::submit, () -> false)
                      .next())
          .withMessageMatching(
              "logits must be finite, but the largest was .*; the checkpoint may be broken");
    }
  }

  private static List<GenerationRequest> requests(Random random, int problems, int rollouts) {
    List<GenerationRequest> requests = new ArrayList<>();
    for (int problem = 0; problem < problems; problem++) {
      List<Integer> prompt = new ArrayList<>();
      int length = 1 + random.nextInt(problem % 5 == 0 ? 90 : 20);
      if (problem % 3 == 1) { // a common beginning of more than a block
        prompt.addAll(COMMON);
      }
      for (int i = 0; i < length; i++) {
        prompt.add(2 + random.nextInt(46));
      }
      for (int rollout = 0; rollout < rollouts; rollout++) {
        requests.add(
            new GenerationRequest(
                "p" + problem,
                rollout,
                prompt,
                new SamplingParams(1.1, 0.97, problem % 4 == 2 ? 150 : 40, 42)));
      }
    }
    return requests;
  }

  private static Map<String, Completion> run(
      GenerationProgram program, List<GenerationRequest> requests) {
    return run(program, requests, ROOMY);
  }

  private static Map<String, Completion> run(
      GenerationProgram program, List<GenerationRequest> requests, BatchOptions options) {
    return run(program, STOP, requests, options, statistics -> {});
  }

  private static Map<String, Completion> run(
      GenerationProgram program,
      Set<Integer> stopTokens,
      List<GenerationRequest> requests,
      BatchOptions options,
      Consumer<BatchStatistics> onEnd) {
    Map<String, Completion> completions = new HashMap<>();
    ContinuousBatch batch =
        new ContinuousBatch(program, stopTokens, ContinuousBatchTest::decode, options, 1);
    try (batch) {
      new CompletionWindow(requests.iterator(), 50, batch::submit, () -> false)
          .forEachRemaining(
              completion ->
                  completions.put(completion.problemId() + "/" + completion.rollout(), completion));
      assertThat(batch.availableBlocks()).as("blocks given back").isEqualTo(options.blocks());
    }
    onEnd.accept(batch.statistics()); // with the last step, which is counted after it ends its own
    assertThat(completions).hasSize(requests.size());
    return completions;
  }

  private static int length(Completion completion) {
    return MANY.stream()
        .filter(request -> request.problemId().equals(completion.problemId()))
        .mapToInt(request -> request.promptTokens().size())
        .findFirst()
        .orElseThrow();
  }

  /** What {@link #requests} allows. */
  private static int most(Completion completion) {
    return Integer.parseInt(completion.problemId().substring(1)) % 4 == 2 ? 150 : 40;
  }

  /** Two letters for each token. */
  private static String decode(List<Integer> tokens) {
    StringBuilder text = new StringBuilder();
    for (int token : tokens) {
      text.append((char) ('a' + token / 7)).append((char) ('A' + token % 7));
    }
    return text.toString();
  }

  private static Completion withTimesOf(Completion completion, Completion timed) {
    return new Completion(
        completion.problemId(),
        completion.rollout(),
        completion.tokens(),
        completion.text(),
        completion.finishReason(),
        completion.error(),
        completion.sumLogprob(),
        completion.details(),
        timed.prefillMillis(),
        timed.decodeMillis());
  }

  private static Completion failed() {
    return Completion.failed("", 0, "");
  }
}
