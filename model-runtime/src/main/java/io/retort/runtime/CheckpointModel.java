package io.retort.runtime;

import ai.djl.BaseModel;
import ai.djl.Device;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDManager;
import ai.djl.translate.Translator;
import io.retort.runtime.batching.StaticBatch;
import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.program.GenerationProgram;
import io.retort.runtime.program.ProgramOptions;
import io.retort.runtime.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.Map;

/** A checkpoint as a DJL model: it owns weights and tokenizer and makes predictors on them. */
final class CheckpointModel extends BaseModel {

  private final Checkpoint checkpoint;
  private final GenerationProgram program;
  private final Tokenizer tokenizer;
  private final String dtype;
  private final int batchSize;

  private CheckpointModel(
      NDManager manager,
      Checkpoint checkpoint,
      GenerationProgram program,
      Tokenizer tokenizer,
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
    Tokenizer tokenizer = Tokenizer.open(folder);
    String dtype = options.dtype().equals("auto") ? checkpoint.config().dtype() : options.dtype();
    if (dtype.equals("float16")) {
      dtype = "float32"; // what every device computes exactly from fp16 weights
    }
    NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    GenerationProgram program =
        GenerationProgram.load(
            manager, checkpoint, new ProgramOptions(dtype, options.weights(), options.threads()));
    return new CheckpointModel(manager, checkpoint, program, tokenizer, dtype, options.batchSize());
  }

  Tokenizer tokenizer() {
    return tokenizer;
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
        new StaticBatch(program, checkpoint.stopTokens(), ids -> tokenizer.decode(ids, false)),
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
    tokenizer.close();
    program.close();
    super.close();
  }
}
