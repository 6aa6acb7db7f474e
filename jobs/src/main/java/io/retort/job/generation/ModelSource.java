package io.retort.job.generation;

import io.retort.runtime.Engine;
import io.retort.runtime.EngineOptions;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * Where models come from. {@link Checkpoints} is the one in use; a test puts a small fake here.
 *
 * <p>Travels to the executors, and two that are equal must load equal engines.
 */
public interface ModelSource extends Serializable {

  /**
   * Reads what identifies a model, after checking that it can be run; loads no weights.
   *
   * @throws IllegalArgumentException with one sentence that says why it cannot be run
   */
  ModelFacts facts(Path checkpoint);

  /** Loads the model; called once in each executor. */
  Engine load(Path checkpoint, EngineOptions options);
}
