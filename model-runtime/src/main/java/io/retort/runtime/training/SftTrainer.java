package io.retort.runtime.training;

import io.retort.runtime.checkpoint.SafetensorsWriter;
import io.retort.runtime.checkpoint.TensorType;
import io.retort.runtime.program.StepSettings;
import io.retort.runtime.program.TrainingBatch;
import io.retort.runtime.program.TrainingProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Supervised fine-tuning on completions only, from random weights or from where a run stopped: of a
 * whole model, or of a layer for multi-token prediction behind a model that stays as it is.
 *
 * <p>A run is a folder: {@code state/} to resume from, {@code checkpoint/} the newest Hugging Face
 * folder. Stopped at any moment and started again, it ends with the same bytes on the same machine:
 * batches are a function of the seed and the state is kept in full precision.
 */
public final class SftTrainer {

  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.95;
  private static final double MOMENTUM = 0.95;
  // Balancing stops for the last part, so that the weights settle around fixed biases.
  private static final double BALANCED_SHARE = 0.95;

  private final SftSettings settings;
  private final TrainedModel model;
  private final ExamplePools pools;
  private final BatchPacker packer;

  /**
   * A trainer of the model that the template describes.
   *
   * @param template folder with config.json, generation_config.json and the tokenizer's files,
   *     which every checkpoint of the run carries
   */
  public SftTrainer(SftSettings settings, Path template, ExamplePools pools) {
    this(settings, TrainedModel.of(template, settings.seed()), pools);
  }

  private SftTrainer(SftSettings settings, TrainedModel model, ExamplePools pools) {
    this.settings = settings;
    this.model = model;
    this.pools = pools;
    this.packer = new BatchPacker(settings.batchTokens(), model.config().paddingToken());
  }

  /**
   * A trainer of a layer for multi-token prediction (DeepSeek-V3 report, section 2.2), which learns
   * the token after next of completions.
   *
   * @param checkpoint of the model that it is to guess for; the run's checkpoints have its weights
   *     and tokenizer, and that layer besides
   */
  public static SftTrainer ofMtp(SftSettings settings, Path checkpoint, ExamplePools pools) {
    return new SftTrainer(settings, TrainedModel.mtpOf(checkpoint, settings.seed()), pools);
  }

  /** Trains to the end and leaves the finished model in {@code run/checkpoint}. */
  public void train(Path run, TrainingListener listener) {
    createFolder(run);
    TrainingProgress progress = TrainingProgress.START;
    try (TrainingProgram training = start(run)) {
      if (TrainingState.exists(run)) {
        progress = TrainingState.read(run).progress();
        listener.resumed(progress.step(), progress.tokens());
      }
      while (progress.tokens() < settings.tokens()) {
        List<BatchPacker.Packed> batches =
            packer.pack(pools.pool(progress.pool()), settings.seed() + progress.pool());
        while (progress.batch() < batches.size() && progress.tokens() < settings.tokens()) {
          long before = progress.tokens();
          progress = step(training, batches.get(progress.batch()), progress, listener);
          keep(run, training, before, progress, listener);
        }
        progress = progress.batch() == batches.size() ? progress.nextPool() : progress;
      }
      if (!Files.exists(checkpoint(run).resolve("model.safetensors"))) {
        evaluate(run, training, progress, listener);
      }
    }
  }

  /** Where a run's newest model lies. */
  public static Path checkpoint(Path run) {
    return run.resolve("checkpoint");
  }

  private TrainingProgram start(Path run) {
    boolean muon = settings.muonRate() > 0;
    if (!TrainingState.exists(run)) {
      return TrainingProgram.start(
          model.config(),
          model.tensors(),
          model::start,
          model::zeros,
          model::zeros,
          muon,
          settings.threads());
    }
    TrainingState state = TrainingState.read(run);
    if (!state.settings().equals(fixedSettings())) {
      throw new IllegalArgumentException(
          "a resumed run must keep its settings, but "
              + state.folder()
              + " was made with "
              + state.settings()
              + " and now it is "
              + fixedSettings()
              + "; use another run folder to start anew");
    }
    return TrainingProgram.start(
        model.config(),
        model.tensors(),
        state.weights(),
        state.first(),
        state.second(),
        muon,
        settings.threads());
  }

  private TrainingProgress step(
      TrainingProgram training,
      BatchPacker.Packed packed,
      TrainingProgress progress,
      TrainingListener listener) {
    TrainingBatch batch = packed.batch();
    double done = (double) progress.tokens() / settings.tokens();
    double rate = Math.min(1, (progress.step() + 1.0) / settings.warmupSteps()) * (1 - done);
    TrainingProgram.StepResult result =
        training.step(
            batch,
            new StepSettings(
                progress.step() + 1,
                settings.adamwRate() * rate,
                settings.muonRate() * rate,
                settings.weightDecay(),
                BETA1,
                BETA2,
                MOMENTUM,
                settings.maxGradientNorm(),
                done < BALANCED_SHARE ? settings.balanceRate() : 0));
    if (!Double.isFinite(result.loss())) {
      throw new IllegalStateException(
          "the loss must stay finite, but was "
              + result.loss()
              + " at step "
              + (progress.step() + 1)
              + "; lower the learning rates");
    }
    TrainingProgress next = progress.afterBatch(packed.tokens());
    listener.stepped(
        next.step(),
        next.tokens(),
        rate,
        result.loss(),
        result.gradientNorm(),
        result.loadImbalance());
    return next;
  }

  /** Writes the state and the checkpoint when they are due. */
  private void keep(
      Path run,
      TrainingProgram training,
      long tokensBefore,
      TrainingProgress progress,
      TrainingListener listener) {
    boolean finished = progress.tokens() >= settings.tokens();
    if (finished || progress.step() % settings.saveEverySteps() == 0) {
      TrainingState.write(run, model.tensors(), training, progress, fixedSettings());
    }
    long every = settings.evaluateEveryTokens();
    if (finished || progress.tokens() / every > tokensBefore / every) {
      evaluate(run, training, progress, listener);
    }
  }

  private void evaluate(
      Path run, TrainingProgram training, TrainingProgress progress, TrainingListener listener) {
    Path folder = checkpoint(run);
    createFolder(folder);
    try {
      model.writeCompanions(folder);
      Path weights = folder.resolve("model.safetensors");
      Path next = folder.resolve("model.safetensors.next");
      SafetensorsWriter.write(next, model.tensors(), SftTrainer::storedType, training::weights);
      Files.move(
          next, weights, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write checkpoint " + folder, e);
    }
    listener.checkpointed(progress.step(), progress.tokens(), folder);
  }

  // The released checkpoints keep the bias of the choice in fp32 too.
  private static TensorType storedType(String name) {
    return name.endsWith(TrainingProgram.ROUTER_BIAS) ? TensorType.F32 : TensorType.BF16;
  }

  /** Settings that decide the weights; how often things are saved may change between starts. */
  private String fixedSettings() {
    return new SftSettings(
                settings.seed(),
                settings.tokens(),
                settings.batchTokens(),
                settings.warmupSteps(),
                settings.adamwRate(),
                settings.muonRate(),
                settings.weightDecay(),
                settings.maxGradientNorm(),
                settings.balanceRate(),
                0,
                0,
                0)
            .toString()
        + model.origin();
  }

  private static void createFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create folder " + folder, e);
    }
  }
}
