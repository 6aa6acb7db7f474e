package io.retort.runtime.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.checkpoint.DeepseekV3Config;
import io.retort.runtime.checkpoint.TensorReader;
import io.retort.runtime.checkpoint.TinyCheckpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The layer for multi-token prediction against the naive forward pass. */
class MtpTest {

  // As in NaiveForwardTest.
  private static final double TOLERANCE = 2e-5;
  private static final int[] IDS = new Random(9).ints(70, 0, 48).toArray();
  private static final int DEPTH = 3;
  private static final int[] BLOCKS = {2, 0};

  /**
   * A prompt is read in chunks, then one token follows the other, over the end of a block. At each,
   * three tokens are guessed, which the model runs and rejects. So what a guess, a chunk or a
   * rejected token leaves behind in the cache would show in the guesses after it.
   */
  @ParameterizedTest
  @CsvSource({"60, 60, 1", "60, 7, 1", "1, 1, 1", "60, 25, 3"})
  void guessesEqualTheNaiveForward(int prompt, int chunk, int stages, @TempDir Path folder) {
    Checkpoint checkpoint =
        Checkpoint.open(TinyCheckpoint.aCheckpoint().withMtp().write(folder, 5)).withMtp();
    NaiveModel naive = new NaiveModel(checkpoint);
    double[][] read = naive.read(IDS);

    try (NDManager manager = NDManager.newBaseManager("PyTorch");
        GenerationProgram program =
            GenerationProgram.load(
                manager,
                checkpoint,
                Stage.split(checkpoint, IntStream.range(0, stages).mapToObj(i -> "cpu").toList()),
                ProgramOptions.of("float32"));
        GenerationProgram.Cache cache = program.newCache(3)) {
      for (int start = 0; start < prompt; start += chunk) {
        int[] part = Arrays.copyOfRange(IDS, start, Math.min(prompt, start + chunk));
        program.step(cache, List.of(new Span(part, start, BLOCKS, 0)), true);
      }
      for (int position = prompt; position < IDS.length - DEPTH; position++) {
        int[] step = Arrays.copyOf(new int[] {IDS[position]}, 1 + DEPTH);
        double[][] hidden = Arrays.copyOf(read, position);
        for (int depth = 0; depth < DEPTH; depth++) {
          int[] next = Arrays.copyOf(Arrays.copyOfRange(IDS, 1, position + 1), position + depth);
          System.arraycopy(step, 0, next, position - 1, depth + 1);
          double[][] predicted = naive.predicted(hidden, next);
          double[] expected = naive.logprobs(predicted[predicted.length - 1]);

          GenerationProgram.Guesses guess =
              program.guess(
                  cache, List.of(new Span(new int[] {step[depth]}, position + depth, BLOCKS, 1)));

          assertThat((double) guess.logprob(0))
              .as("guess %d at %d", depth, position)
              .isCloseTo(Arrays.stream(expected).max().orElseThrow(), within(TOLERANCE));
          assertThat(expected[guess.token(0)])
              .isCloseTo(Arrays.stream(expected).max().orElseThrow(), within(TOLERANCE));
          step[depth + 1] = guess.token(0);
          hidden = Arrays.copyOf(hidden, hidden.length + 1);
          hidden[hidden.length - 1] = predicted[predicted.length - 1];
        }
        program.step(cache, List.of(new Span(step, position, BLOCKS, 1 + DEPTH)), false);
      }
    }
  }

  @Test
  void itsLossIsThatOfTheTokenAfterNextAndItAloneIsTrained(@TempDir Path folder) {
    Checkpoint checkpoint =
        Checkpoint.open(TinyCheckpoint.aCheckpoint().withMtp().write(folder, 5)).withMtp();
    NaiveModel naive = new NaiveModel(checkpoint);
    DeepseekV3Config config = (DeepseekV3Config) checkpoint.config();
    Map<String, List<Long>> tensors = new LinkedHashMap<>(config.tensors());
    tensors.putAll(config.mtpTensors());
    List<Integer> ids = new ArrayList<>();
    List<Boolean> learned = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    for (int row = 0; row < 2; row++) {
      int[] tokens = Arrays.copyOfRange(IDS, 20 * row, 20 * row + 12);
      double[][] read = naive.read(tokens);
      double[][] predicted =
          naive.predicted(Arrays.copyOf(read, 10), Arrays.copyOfRange(tokens, 1, 11));
      for (int t = 0; t < tokens.length; t++) {
        ids.add(tokens[t]);
        learned.add(t > 4 + row);
        if (t > 4 + row) {
          losses.add(-naive.logprobs(predicted[t - 2])[tokens[t]]);
        }
      }
    }

    try (TrainingProgram training =
        TrainingProgram.start(
            config,
            tensors,
            name -> TensorReader.floats(checkpoint.tensor(name)),
            name -> new float[(int) checkpoint.tensor(name).size()],
            name -> new float[(int) checkpoint.tensor(name).size()],
            false,
            1)) {
      TrainingProgram.Gradients gradients = training.gradients(new TrainingBatch(ids, learned, 12));

      assertThat(gradients.loss())
          .isCloseTo(
              losses.stream().mapToDouble(loss -> loss).average().orElseThrow(), within(TOLERANCE));
      assertThat(gradients.norms().keySet())
          .hasSize(config.mtpTensors().size() - 1) // but for the bias of the choice of experts
          .allMatch(name -> name.startsWith("model.layers.3."));
      assertThat(gradients.norms().get("model.layers.3.eh_proj.weight")).isPositive();
    }
  }

  @Test
  void aCopiedBlockCarriesWhatGuessesNeed(@TempDir Path folder) {
    Checkpoint checkpoint =
        Checkpoint.open(TinyCheckpoint.aCheckpoint().withMtp().write(folder, 5)).withMtp();
    try (NDManager manager = NDManager.newBaseManager("PyTorch");
        GenerationProgram program =
            GenerationProgram.load(manager, checkpoint, ProgramOptions.of("float32"));
        GenerationProgram.Cache cache = program.newCache(2)) {
      program.step(cache, List.of(Span.of(Arrays.copyOf(IDS, 20), 0, 0, 0)), true);
      program.copy(cache, new int[] {0}, new int[] {1});

      GenerationProgram.Guesses guesses =
          program.guess(
              cache, List.of(Span.of(new int[] {7}, 20, 0, 1), Span.of(new int[] {7}, 20, 1, 1)));

      assertThat(guesses.token(1)).isEqualTo(guesses.token(0));
      assertThat(guesses.logprob(1)).isEqualTo(guesses.logprob(0));
    }
  }
}
