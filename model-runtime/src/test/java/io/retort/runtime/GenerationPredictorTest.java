package io.retort.runtime;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.inference.Predictor;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import io.retort.runtime.checkpoint.TinyCheckpoint;
import io.retort.runtime.tokenizer.BpeLearner;
import io.retort.runtime.tokenizer.TokenizerWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runtime as a DJL user meets it. */
class GenerationPredictorTest {

  private static final EngineOptions OPTIONS = new EngineOptions("float32", 4, 1);
  @TempDir static Path folder;

  @BeforeAll
  static void writeACheckpointWithATokenizer() {
    TinyCheckpoint.aCheckpoint().with(config -> config.put("vocab_size", 264)).write(folder, 3);
    TokenizerWriter.write(
        BpeLearner.learn(List.of("what is 1 + 1?"), new BpeLearner.Options(264, 1)), folder, 300);
  }

  @Test
  void djlsCriteriaGiveAPredictorThatKeepsTheOrderOfItsRequests() throws Exception {
    Criteria<GenerationRequest, Completion> criteria =
        Criteria.builder()
            .setTypes(GenerationRequest.class, Completion.class)
            .optModelZoo(new CheckpointZoo(OPTIONS))
            .optArgument("checkpoint", folder)
            .build();
    List<GenerationRequest> requests = requests();

    try (ZooModel<GenerationRequest, Completion> model = criteria.loadModel();
        Predictor<GenerationRequest, Completion> predictor = model.newPredictor()) {
      List<Completion> completions = predictor.batchPredict(requests);

      assertThat(predictor).isInstanceOf(GenerationPredictor.class);
      assertThat(completions)
          .extracting(completion -> completion.problemId() + "/" + completion.rollout())
          .containsExactlyElementsOf(
              requests.stream().map(r -> r.problemId() + "/" + r.rollout()).toList());
      assertThat(predictor.predict(requests.get(5)).tokens())
          .isEqualTo(completions.get(5).tokens());
    }
  }

  @Test
  void threadsThatShareAnEngineGetTheSameCompletions() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Engine engine = Engines.load(folder, OPTIONS)) {
      List<List<Integer>> expected = tokens(engine);
      List<Callable<List<List<Integer>>>> work = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        work.add(() -> tokens(engine));
      }

      for (Future<List<List<Integer>>> result : threads.invokeAll(work)) {
        assertThat(result.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anEngineSaysWhatItIs() {
    try (Engine engine = Engines.load(folder, OPTIONS)) {
      EngineDescription description = engine.description();

      assertThat(description.modelFingerprint()).isEqualTo(Engines.fingerprint(folder));
      assertThat(description.nativeLibrary()).isEqualTo("PyTorch 2.7.1");
      assertThat(description.device()).isEqualTo("cpu");
      assertThat(description.dtype()).isEqualTo("float32");
      assertThat(description.cpuModel()).isNotEmpty();
    }
  }

  @Test
  void aSplitEngineSaysWhichLayersLieWhereAndSaysTheSame() {
    GenerationRequest request =
        new GenerationRequest("p", 0, List.of(3, 4, 5), new SamplingParams(1, 0.9, 20, 7));
    try (Engine whole = Engines.load(folder, OPTIONS);
        Engine split = Engines.load(folder, OPTIONS.withDevices(nCopies(3, "cpu")).withLanes(2))) {
      assertThat(split.description().device())
          .isEqualTo("cpu (layer 0), cpu (layer 1), cpu (layer 2)");
      assertThat(tokens(split, request)).isEqualTo(tokens(whole, request));
    }
  }

  @Test
  void guessesByTheModelsOwnLayerChangeNothing(@TempDir Path other) {
    Path checkpoint = TinyCheckpoint.aCheckpoint().withMtp().withSharpHead().write(other, 3);
    GenerationRequest request =
        new GenerationRequest("p", 0, List.of(3, 4, 5), SamplingParams.greedy(60));
    EngineOptions guessing = OPTIONS.withDrafts(2).withDraftSource(DraftSource.of("mtp"));
    try (Engine plain = Engines.load(checkpoint, OPTIONS);
        Engine whole = Engines.load(checkpoint, guessing);
        Engine split = Engines.load(checkpoint, guessing.withDevices(nCopies(3, "cpu")))) {
      assertThat(tokens(whole, request)).isEqualTo(tokens(plain, request));
      assertThat(tokens(split, request)).isEqualTo(tokens(plain, request));
      assertThat(whole.statistics().all().drafted()).isPositive();
      assertThat(split.statistics().all().drafted()).isEqualTo(whole.statistics().all().drafted());
      assertThat(whole.description()).isEqualTo(plain.description());
    }
  }

  @Test
  void theLayerForMultiTokenPredictionIsOnlyLoadedToGuess() {
    try (Engine engine = Engines.load(folder, OPTIONS.withDraftSource(DraftSource.MTP))) {
      assertThat(engine.statistics().all().drafted()).isZero();
    }
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Engines.load(folder, OPTIONS.withDrafts(1).withDraftSource(DraftSource.MTP)))
        .withMessage(
            folder.resolve("config.json")
                + ": 'num_nextn_predict_layers' must be at least 1 in a deepseek_v3 model, for it"
                + " to guess tokens by its own layer for multi-token prediction (draft_source"
                + " lookup needs none), but was missing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DraftSource.of("oracle"))
        .withMessage("draft source must be lookup or mtp, but was 'oracle'");
  }

  private static List<Integer> tokens(Engine engine, GenerationRequest request) {
    return engine.generate(List.of(request).iterator(), () -> false).next().tokens();
  }

  @Test
  void wrongArgumentsAreSaid() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EngineOptions("int8", 4, 1))
        .withMessage("dtype must be auto, float32 or bfloat16, but was 'int8'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EngineOptions("auto", 0, 1))
        .withMessage("batchSize must be at least 1, but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EngineOptions("auto", 4, 0))
        .withMessage("threads must be at least 1, but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EngineOptions("auto", 4, 1).withLanes(0))
        .withMessage("lanes must be at least 1, but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EngineOptions("auto", 4, 1).withCacheBytes(-1))
        .withMessage("cacheBytes must be at least 0, but was -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EngineOptions("auto", 4, 1).withDrafts(-1))
        .withMessage("drafts must be at least 0, but was -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EngineOptions("auto", 4, 1).withDevices(List.of("cpu", "tpu")))
        .withMessage("device must be cpu or gpu with a number, such as gpu0, but was 'tpu'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EngineOptions("auto", 4, 1).withDevices(List.of()))
        .withMessage("devices must be at least one, but were none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Engines.load(folder, OPTIONS.withDevices(nCopies(4, "cpu"))))
        .withMessage(
            "devices must be at most as many as the model's 3 layers, since each holds some of"
                + " them, but were 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Engines.load(folder, new EngineOptions("auto", 4, 1).withCacheBytes(9)))
        .withMessageMatching(
            "the cache must have at least \\d+ bytes on cpu, one block of 64 positions, but has 9");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new GenerationRequest("p", 0, List.of(1), SamplingParams.greedy(1)).expecting(-1))
        .withMessage("expectedTokens must be at least 0, but was -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SamplingParams(2.5, 1, 1, 0))
        .withMessage("temperature must be in [0, 2], but was 2.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SamplingParams(Double.NaN, 1, 1, 0))
        .withMessage("temperature must be in [0, 2], but was NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SamplingParams(1, 0, 1, 0))
        .withMessage("topP must be in (0, 1], but was 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SamplingParams(1, 1, 0, 0))
        .withMessage("maxNewTokens must be at least 1, but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GenerationRequest("p", -1, List.of(1), SamplingParams.greedy(1)))
        .withMessage("rollout must be at least 0, but was -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GenerationRequest("p", 0, List.of(), SamplingParams.greedy(1)))
        .withMessage("promptTokens must not be empty, but were for problem 'p'");
  }

  @Test
  void criteriaWithoutAFolderOrWithOtherTypesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Criteria.builder()
                    .setTypes(GenerationRequest.class, Completion.class)
                    .optModelZoo(new CheckpointZoo(OPTIONS))
                    .build()
                    .loadModel())
        .withMessage("argument 'checkpoint' must be the checkpoint's folder, but was null");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Criteria.builder()
                    .setTypes(String.class, String.class)
                    .optModelZoo(new CheckpointZoo(OPTIONS))
                    .optArgument("checkpoint", folder)
                    .build()
                    .loadModel())
        .withMessage(
            "a checkpoint's types must be GenerationRequest and Completion, but were"
                + " java.lang.String and java.lang.String");
  }

  private static List<List<Integer>> tokens(Engine engine) {
    List<Completion> completions = new ArrayList<>();
    engine.generate(requests(), completions::add);
    return completions.stream()
        .sorted(Comparator.comparing(Completion::problemId).thenComparingInt(Completion::rollout))
        .map(Completion::tokens)
        .toList();
  }

  private static List<GenerationRequest> requests() {
    List<GenerationRequest> requests = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      requests.add(
          new GenerationRequest(
              "p" + i / 3, i % 3, List.of(0, 30 + i / 3, 40), new SamplingParams(1, 1, 12, 5)));
    }
    return requests;
  }
}
