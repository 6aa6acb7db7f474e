package io.retort.runtime.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.checkpoint.TensorEntry;
import io.retort.runtime.checkpoint.TensorReader;
import io.retort.runtime.checkpoint.TinyCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SftTrainerTest {

  private static final int STEPS = 12;
  @TempDir Path folder;
  private Path template;

  @BeforeEach
  void writeTemplate() throws IOException {
    template = TinyCheckpoint.aCheckpoint().write(folder.resolve("template"), 1);
    for (String name :
        List.of("generation_config.json", "tokenizer.json", "tokenizer_config.json")) {
      Files.writeString(template.resolve(name), "{\"eos_token_id\": 1}");
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.02})
  void learnsASimpleRuleWithEitherOptimiser(double muonRate) {
    List<Double> losses = new ArrayList<>();

    trainer(settings(60 * 64L, muonRate)).train(folder.resolve("run"), listening(losses::add));

    assertThat(mean(losses.subList(0, 5))).isGreaterThan(3); // ln 48 = 3.9: no idea
    assertThat(mean(losses.subList(losses.size() - 5, losses.size()))).isLessThan(1.5);
  }

  @Test
  void anInterruptedRunEndsWithTheSameBytes() throws IOException {
    SftSettings settings = settings(STEPS * 64L, 0.02);
    trainer(settings).train(folder.resolve("whole"), listening(loss -> {}));

    for (int stop : new int[] {1, 4, 7}) {
      Path run = folder.resolve("stopped" + stop);
      int[] steps = {0};
      try {
        trainer(settings)
            .train(
                run,
                listening(
                    loss -> {
                      if (++steps[0] > stop) {
                        throw new StoppedException();
                      }
                    }));
      } catch (StoppedException e) {
        // as if the process had been killed in the middle of a step
      }
      trainer(settings).train(run, listening(loss -> {}));

      assertThat(run.resolve("checkpoint/model.safetensors"))
          .as("stopped after %d", stop)
          .hasSameBinaryContentAs(folder.resolve("whole/checkpoint/model.safetensors"));
    }
  }

  @Test
  void theCheckpointIsAFolderThatOpens() {
    trainer(settings(STEPS * 64L, 0.02)).train(folder.resolve("run"), listening(loss -> {}));

    Checkpoint checkpoint = Checkpoint.open(SftTrainer.checkpoint(folder.resolve("run")));

    assertThat(checkpoint.tensor("lm_head.weight").type().dtype()).isEqualTo("bfloat16");
    assertThat(checkpoint.tensor("model.layers.1.mlp.gate.e_score_correction_bias").type().dtype())
        .isEqualTo("float32");
  }

  /** One token before it sees the next, so that it must know the rule too. */
  @Test
  void aLayerForMultiTokenPredictionLearnsBehindAModelThatStaysAsItIs() {
    trainer(settings(60 * 64L, 0.02)).train(folder.resolve("model"), listening(loss -> {}));
    Path model = SftTrainer.checkpoint(folder.resolve("model"));
    List<Double> losses = new ArrayList<>();

    SftTrainer.ofMtp(settings(60 * 64L, 0.02), model, SftTrainerTest::pool)
        .train(folder.resolve("run"), listening(losses::add));

    assertThat(mean(losses.subList(0, 5))).isGreaterThan(2.5);
    assertThat(mean(losses.subList(losses.size() - 5, losses.size()))).isLessThan(1.5);
    Checkpoint before = Checkpoint.open(model);
    Checkpoint after = Checkpoint.open(SftTrainer.checkpoint(folder.resolve("run"))).withMtp();
    for (TensorEntry tensor : before.tensors()) {
      assertThat(TensorReader.floats(after.tensor(tensor.name())))
          .as(tensor.name())
          .isEqualTo(TensorReader.floats(tensor));
    }
    assertThat(after.tensors().size())
        .isEqualTo(before.tensors().size() + before.config().mtpTensors().size());
  }

  @Test
  void aResumedRunMustKeepItsSettings() {
    trainer(settings(STEPS * 64L, 0.02)).train(folder.resolve("run"), listening(loss -> {}));

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                trainer(settings(STEPS * 64L, 0.03))
                    .train(folder.resolve("run"), listening(loss -> {})))
        .withMessageStartingWith("a resumed run must keep its settings, but ")
        .withMessageEndingWith("; use another run folder to start anew");
  }

  @Test
  void anExampleMustHaveSomethingToLearn() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TrainingExample(List.of(1, 2), List.of(false, false)))
        .withMessage("an example must have a token to learn, but all 2 are prompt");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TrainingExample(List.of(1, 2), List.of(true)))
        .withMessage("every token must have a mark, but there are 2 tokens and 1 marks");
  }

  @Test
  void batchesHoldEveryExampleOnceWithinTheBudget() {
    List<TrainingExample> pool = pool(3);

    List<BatchPacker.Packed> batches = new BatchPacker(64, 0).pack(pool, 1);

    assertThat(batches.stream().mapToInt(BatchPacker.Packed::tokens).sum())
        .isEqualTo(pool.stream().mapToInt(example -> example.tokens().size()).sum());
    assertThat(batches)
        .allSatisfy(batch -> assertThat(batch.batch().length() % 16).isZero())
        .allSatisfy(batch -> assertThat(batch.tokens()).isLessThanOrEqualTo(64));
  }

  private static SftSettings settings(long tokens, double muonRate) {
    return new SftSettings(3, tokens, 64, 5, 0.02, muonRate, 0.01, 1, 0.01, 1 << 30, 3, 1);
  }

  private SftTrainer trainer(SftSettings settings) {
    return new SftTrainer(settings, template, SftTrainerTest::pool);
  }

  /** Counts upwards by one from a random start: only the first learned token is to be guessed. */
  private static List<TrainingExample> pool(int number) {
    Random random = new Random(number);
    List<TrainingExample> examples = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      int start = 2 + random.nextInt(20);
      List<Integer> tokens = new ArrayList<>();
      List<Boolean> learned = new ArrayList<>();
      for (int j = 0; j < 6 + i % 9; j++) {
        tokens.add(start + j);
        learned.add(j > 0);
      }
      examples.add(new TrainingExample(tokens, learned));
    }
    return examples;
  }

  private static TrainingListener listening(Consumer<Double> losses) {
    return new TrainingListener() {
      @Override
      public void resumed(int step, long tokens) {
        assertThat(step).isPositive();
      }

      @Override
      public void stepped(
          int step,
          long tokens,
          double rate,
          double loss,
          double gradientNorm,
          double loadImbalance) {
        losses.accept(loss);
      }

      @Override
      public void checkpointed(int step, long tokens, Path checkpoint) {
        assertThat(checkpoint.resolve("model.safetensors")).exists();
      }
    };
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
