package io.retort.runtime;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.checkpoint.ModelConfig;
import io.retort.runtime.program.GenerationProgram;
import io.retort.runtime.program.ProgramOptions;
import io.retort.runtime.program.Stage;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A checkpoint's weights in a program, with the native memory they live in.
 *
 * @param dtype the type of arithmetic in use
 */
record LoadedProgram(NDManager manager, GenerationProgram program, String dtype)
    implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LoadedProgram.class);

  static LoadedProgram of(Checkpoint checkpoint, EngineOptions options) {
    return of(checkpoint, stages(checkpoint, options), options);
  }

  static LoadedProgram of(Checkpoint checkpoint, List<Stage> stages, EngineOptions options) {
    String dtype = dtype(checkpoint.config(), options);
    if (stages.size() > 1) {
      stages.forEach(
          stage -> LOG.info("{}, {} MB of weights", stage, stage.weightBytes() / 1_000_000));
    }
    NDManager manager =
        NDManager.newBaseManager(Device.fromName(options.devices().get(0)), "PyTorch");
    try {
      return new LoadedProgram(
          manager,
          GenerationProgram.load(
              manager,
              checkpoint,
              stages,
              new ProgramOptions(dtype, options.weights(), options.threads())),
          dtype);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /**
   * Which layers go to which device.
   *
   * @throws IllegalArgumentException if there are more devices than layers, or one is not there
   */
  static List<Stage> stages(Checkpoint checkpoint, EngineOptions options) {
    options.devices().forEach(device -> Devices.check(device, Engines.gpus()));
    return Stage.split(checkpoint, options.devices());
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
