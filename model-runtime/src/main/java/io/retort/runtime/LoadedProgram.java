package io.retort.runtime;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.checkpoint.ModelConfig;
import io.retort.runtime.program.GenerationProgram;
import io.retort.runtime.program.ProgramOptions;

/**
 * A checkpoint's weights in a program, with the native memory they live in.
 *
 * @param dtype the type of arithmetic in use
 */
record LoadedProgram(NDManager manager, GenerationProgram program, String dtype)
    implements AutoCloseable {

  static LoadedProgram of(Checkpoint checkpoint, EngineOptions options) {
    String dtype = dtype(checkpoint.config(), options);
    NDManager manager = NDManager.newBaseManager(Device.fromName(options.device()), "PyTorch");
    try {
      return new LoadedProgram(
          manager,
          GenerationProgram.load(
              manager, checkpoint, new ProgramOptions(dtype, options.weights(), options.threads())),
          dtype);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /** The type of arithmetic that options mean for a checkpoint. */
  static String dtype(ModelConfig config, EngineOptions options) {
    String dtype = options.dtype().equals("auto") ? config.dtype() : options.dtype();
    // What every device computes exactly from fp16 weights.
    return dtype.equals("float16") ? "float32" : dtype;
  }

  @Override
  public void close() {
    program.close();
    manager.close();
  }
}
