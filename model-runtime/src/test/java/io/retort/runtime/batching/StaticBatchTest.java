package io.retort.runtime.batching;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.retort.runtime.Completion;
import io.retort.runtime.FinishReason;
import io.retort.runtime.GenerationRequest;
import io.retort.runtime.SamplingParams;
import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.checkpoint.TinyCheckpoint;
import io.retort.runtime.program.GenerationProgram;
import io.retort.runtime.program.ProgramOptions;
import io.retort.runtime.program.TokenScores;
import io.retort.runtime.program.Weights;
import io.retort.runtime.program.Window;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaticBatchTest {

  private static final Set<Integer> STOP = Set.of(1);
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

  @ParameterizedTest
  @CsvSource({"float32, 1", "float32, 2", "bfloat16, 1", "bfloat16, 2"})
  void aCompletionIsTheSameWhateverTheBatch(String dtype, int threads) {
    try (GenerationProgram program =
        GenerationProgram.load(
            manager, checkpoint, new ProgramOptions(dtype, Weights.PACKED, threads))) {
      List<GenerationRequest> requests = requests(new Random(3), 12, 3);
      Map<String, Completion> alone = new HashMap<>();
      requests.forEach(request -> alone.putAll(run(program, List.of(request))));

      for (int round = 0; round < 5; round++) {
        int size = List.of(2, 5, 16, 17, 36).get(round);
        List<GenerationRequest> shuffled = new ArrayList<>(requests);
        Collections.shuffle(shuffled, new Random(round));
        for (int start = 0; start < shuffled.size(); start += size) {
          List<GenerationRequest> batch =
              shuffled.subList(start, Math.min(shuffled.size(), start + size));
          run(program, batch)
              .forEach(
                  (key, completion) -> {
                    Completion expected = alone.getOrDefault(key, completion);
                    assertThat(completion.tokens())
                        .as("%s in %d", key, size)
                        .isEqualTo(expected.tokens());
                    assertThat(completion.sumLogprob()).isEqualTo(expected.sumLogprob());
                  });
        }
      }
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
      for (Completion completion : run(program, requests(new Random(4), 30, 2)).values()) {
        boolean stopped = completion.finishReason() == FinishReason.STOP;
        int last = completion.tokens().get(completion.tokens().size() - 1);

        assertThat(STOP.contains(last)).isEqualTo(stopped);
        assertThat(completion.tokens()).hasSizeLessThanOrEqualTo(40);
        assertThat(completion.tokens().indexOf(1))
            .isEqualTo(stopped ? completion.tokens().size() - 1 : -1);
        assertThat(completion.text())
            .isEqualTo(
                completion
                    .tokens()
                    .subList(0, completion.tokens().size() - (stopped ? 1 : 0))
                    .toString());
        if (!stopped) {
          assertThat(completion.tokens()).hasSize(40);
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
      try (GenerationProgram.Cache cache = program.newCache(1, ids.length)) {
        TokenScores scores = program.score(List.of(Window.of(cache, 0, ids, 0, false)), next, 0);
        for (int i = 2; i < ids.length; i++) {
          sum += scores.logprob(i);
        }
      }

      assertThat(completion.sumLogprob())
          .isCloseTo(sum, org.assertj.core.api.Assertions.within(1e-3));
    }
  }

  private static List<GenerationRequest> requests(Random random, int problems, int rollouts) {
    List<GenerationRequest> requests = new ArrayList<>();
    for (int problem = 0; problem < problems; problem++) {
      List<Integer> prompt = new ArrayList<>();
      int length = 1 + random.nextInt(problem % 5 == 0 ? 90 : 20);
      for (int i = 0; i < length; i++) {
        prompt.add(2 + random.nextInt(46));
      }
      for (int rollout = 0; rollout < rollouts; rollout++) {
        requests.add(
            new GenerationRequest(
                "p" + problem, rollout, prompt, new SamplingParams(1.1, 0.97, 40, 42)));
      }
    }
    return requests;
  }

  private static Map<String, Completion> run(
      GenerationProgram program, List<GenerationRequest> requests) {
    Map<String, Completion> completions = new HashMap<>();
    new StaticBatch(program, STOP, Object::toString)
        .run(
            requests,
            completion ->
                completions.put(completion.problemId() + "/" + completion.rollout(), completion));
    assertThat(completions).hasSize(requests.size());
    return completions;
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
        timed.prefillMillis(),
        timed.decodeMillis());
  }

  private static Completion failed() {
    return new Completion("", 0, List.of(), "", FinishReason.ERROR, "", 0, 0, 0);
  }
}
