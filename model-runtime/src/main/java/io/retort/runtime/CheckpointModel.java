package io.retort.runtime;

import ai.djl.BaseModel;
import ai.djl.Device;
import ai.djl.inference.Predictor;
import ai.djl.translate.Translator;
import io.retort.runtime.batching.BatchOptions;
import io.retort.runtime.batching.ContinuousBatch;
import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.program.GenerationProgram;
import io.retort.runtime.program.Stage;
import io.retort.runtime.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A checkpoint as a DJL model: it owns weights and tokenizer and makes predictors on them. */
final class CheckpointModel extends BaseModel {

  // Prompt tokens of one pass: what decoding waits for at a time, and a bound of its temporaries.
  private static final int READ_TOKENS = 512;
  // Requests in flight of one caller, and requests that may wait, for each sequence that can run.
  private static final int WINDOW = 2;
  private static final int QUEUE = 8;

  private final Checkpoint checkpoint;
  private final GenerationProgram program;
  private final Optional<Tokenizer> tokenizer;
  private final String dtype;
  private final String device;
  private final ContinuousBatch batch;
  private final int sequences;
  private final int window;

  private CheckpointModel(
      LoadedProgram loaded,
      Checkpoint checkpoint,
      Optional<Tokenizer> tokenizer,
      EngineOptions options,
      int blocks,
      String device) {
    super(checkpoint.folder().getFileName().toString());
    this.manager = loaded.manager();
    this.modelDir = checkpoint.folder();
    this.checkpoint = checkpoint;
    this.program = loaded.program();
    this.tokenizer = tokenizer;
    this.dtype = loaded.dtype();
    this.device = device;
    this.sequences = options.lanes() * options.batchSize();
    this.window = WINDOW * sequences;
    this.batch =
        new ContinuousBatch(
            program,
            checkpoint.stopTokens(),
            ids -> tokenizer.map(known -> known.decode(ids, false)).orElse(""),
            new BatchOptions(
                options.lanes(),
                options.batchSize(),
                blocks,
                READ_TOKENS,
                QUEUE * sequences,
                options.drafts()),
            options.threads());
  }

  static CheckpointModel load(Path folder, EngineOptions options) {
    Checkpoint checkpoint = Checkpoint.open(folder);
    Optional<Tokenizer> tokenizer = Tokenizer.find(folder);
    // What an engine says does not depend on that layer, so neither does its fingerprint.
    Checkpoint loaded = options.usesMtp() ? checkpoint.withMtp() : checkpoint;
    List<Stage> stages = LoadedProgram.stages(loaded, options);
    // Before the weights are loaded.
    int blocks = CacheSize.blocks(checkpoint.config(), stages, options, Devices::memory);
    return new CheckpointModel(
        LoadedProgram.of(loaded, stages, options),
        checkpoint,
        tokenizer,
        options,
        blocks,
        Stage.describe(stages));
  }

  /**
   * The tokenizer.
   *
   * @throws IllegalArgumentException if the folder has none
   */
  Tokenizer tokenizer() {
    return tokenizer.orElseThrow(
        () ->
            new IllegalArgumentException(
                checkpoint.folder()
                    + " must have a tokenizer.json for texts and messages, but has none; give"
                    + " token ids"));
  }

  Checkpoint checkpoint() {
    return checkpoint;
  }

  /** The type of arithmetic in use. */
  String dtype() {
    return dtype;
  }

  /** What it runs on; which layers where, if they are split. */
  String device() {
    return device;
  }

  /** What runs its requests. */
  ContinuousBatch batch() {
    return batch;
  }

  /** See {@link Engine#scoreEndings}. */
  void scoreEndings(List<PromptEndings> prompts, Consumer<EndingScores> onScored) {
    int most = checkpoint.config().maxPositions();
    for (PromptEndings prompted : prompts) {
      int longest = prompted.endings().stream().mapToInt(List::size).max().orElse(0);
      if (prompted.prompt().size() + longest > most) {
        throw new IllegalArgumentException(
            "a prompt and what may follow it must fit in the model's "
                + most
                + " positions, but have "
                + (prompted.prompt().size() + longest)
                + " tokens");
      }
    }
    EndingScorer.score(program, sequences, prompts, onScored);
  }

  /** How many requests one caller should have in flight. */
  int window() {
    return window;
  }

  @Override
  @SuppressWarnings("unchecked") // the loader has checked the types
  public <I, O> Predictor<I, O> newPredictor(Translator<I, O> translator, Device device) {
    return (Predictor<I, O>) new GenerationPredictor(this, batch);
  }

  @Override
  public void load(Path modelPath, String prefix, Map<String, ?> options) {
    throw new UnsupportedOperationException("a checkpoint is loaded by its zoo");
  }

  @Override
  public void close() {
    batch.close();
    tokenizer.ifPresent(Tokenizer::close);
    program.close();
    super.close();
  }
}
