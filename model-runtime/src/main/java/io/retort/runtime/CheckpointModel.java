package io.retort.runtime;

import ai.djl.BaseModel;
import ai.djl.Device;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDManager;
import ai.djl.translate.Translator;
import io.retort.runtime.batching.StaticBatch;
import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.program.GenerationProgram;
import io.retort.runtime.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A checkpoint as a DJL model: it owns weights and tokenizer and makes predictors on them. */
final class CheckpointModel extends BaseModel {

  private final Checkpoint checkpoint;
  private final GenerationProgram program;
  private final Optional<Tokenizer> tokenizer;
  private final String dtype;
  private final int batchSize;

  private CheckpointModel(
      NDManager manager,
      Checkpoint checkpoint,
      GenerationProgram program,
      Optional<Tokenizer> tokenizer,
      String dtype,
      int batchSize) {
    super(checkpoint.folder().getFileName().toString());
    this.manager = manager;
    this.modelDir = checkpoint.folder();
    this.checkpoint = checkpoint;
    this.program = program;
    this.tokenizer = tokenizer;
    this.dtype = dtype;
    this.batchSize = batchSize;
  }

  static CheckpointModel load(Path folder, EngineOptions options) {
    Checkpoint checkpoint = Checkpoint.open(folder);
    Optional<Tokenizer> tokenizer = Tokenizer.find(folder);
    LoadedProgram loaded = LoadedProgram.of(checkpoint, options);
    return new CheckpointModel(
        loaded.manager(),
        checkpoint,
        loaded.program(),
        tokenizer,
        loaded.dtype(),
        options.batchSize());
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

  GenerationPredictor newPredictor() {
    return new GenerationPredictor(
        this,
        new StaticBatch(
            program,
            checkpoint.stopTokens(),
            ids -> tokenizer.map(known -> known.decode(ids, false)).orElse("")),
        batchSize);
  }

  @Override
  @SuppressWarnings("unchecked") // the loader has checked the types
  public <I, O> Predictor<I, O> newPredictor(Translator<I, O> translator, Device device) {
    return (Predictor<I, O>) newPredictor();
  }

  @Override
  public void load(Path modelPath, String prefix, Map<String, ?> options) {
    throw new UnsupportedOperationException("a checkpoint is loaded by its zoo");
  }

  @Override
  public void close() {
    tokenizer.ifPresent(Tokenizer::close);
    program.close();
    super.close();
  }
}
