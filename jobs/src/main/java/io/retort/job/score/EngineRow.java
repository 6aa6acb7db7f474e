package io.retort.job.score;

import io.retort.runtime.EngineDescription;
import java.io.Serializable;

/** An {@link EngineDescription} that can travel between Spark's processes. */
record EngineRow(
    String modelFingerprint,
    String engineVersion,
    String nativeLibrary,
    String device,
    String cpuModel,
    String dtype)
    implements Serializable {

  static EngineRow of(EngineDescription engine) {
    return new EngineRow(
        engine.modelFingerprint(),
        engine.engineVersion(),
        engine.nativeLibrary(),
        engine.device(),
        engine.cpuModel(),
        engine.dtype());
  }

  EngineDescription description() {
    return new EngineDescription(
        modelFingerprint, engineVersion, nativeLibrary, device, cpuModel, dtype);
  }
}
