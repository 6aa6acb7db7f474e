package io.retort.job.plan;

import io.retort.runtime.EngineOptions;
import io.retort.runtime.checkpoint.Checkpoint;
import io.retort.runtime.checkpoint.ModelConfig;
import io.retort.runtime.program.MemoryPlan;

/**
 * What a loaded model takes on one executor, besides the JVM and the temporaries of a pass.
 *
 * @param model its label
 * @param path of the checkpoint
 * @param weights their form, see {@code model.weights}
 * @param dtype type of arithmetic
 * @param positions of the longest sequence planned for: prompt and completion
 * @param sequences that decode together, {@code engine.batch}
 * @param fileBytes see {@link MemoryPlan}, like the next two
 * @param bytes in all, with one batch's cache
 */
public record ModelMemory(
    String model,
    String path,
    String weights,
    String dtype,
    int positions,
    int sequences,
    long fileBytes,
    long copyBytes,
    long cacheBytes,
    long bytes) {

  /**
   * Plans.
   *
   * @param wanted positions of the longest prompt and completion; the model's own limit holds too
   */
  static ModelMemory of(String model, Checkpoint opened, EngineOptions options, int wanted) {
    Checkpoint checkpoint = options.usesMtp() ? opened.withMtp() : opened;
    ModelConfig config = checkpoint.config();
    String dtype = options.dtype().equals("auto") ? own(config) : options.dtype();
    int positions = Math.min(wanted, config.maxPositions());
    long fileBytes =
        checkpoint.tensors().stream()
            .mapToLong(tensor -> tensor.size() * tensor.type().bytes())
            .sum();
    MemoryPlan plan =
        MemoryPlan.of(
            config,
            options.weights(),
            dtype,
            fileBytes,
            positions,
            options.batchSize(),
            options.usesMtp());
    return new ModelMemory(
        model,
        checkpoint.folder().toString(),
        options.weights().word(),
        dtype,
        positions,
        options.batchSize(),
        plan.fileBytes(),
        plan.copyBytes(),
        plan.cacheBytes(),
        plan.bytes());
  }

  private static String own(ModelConfig config) {
    return config.dtype().equals("bfloat16") ? "bfloat16" : "float32";
  }
}
