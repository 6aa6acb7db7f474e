package io.retort.runtime;

import io.retort.runtime.checkpoint.ModelConfig;
import io.retort.runtime.program.GenerationProgram;
import io.retort.runtime.program.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** How many blocks an engine's cache gets. */
final class CacheSize {

  private static final int SHARE_OF_MEMORY = 4;
  // As much again for prompts that are read ahead and beginnings that are kept.
  private static final int SPARE = 2;

  private CacheSize() {}

  /**
   * Decides: as many as the device with least room for its layers holds, but no more than are of
   * use.
   *
   * @param memory of a device, in bytes
   * @throws IllegalArgumentException if the memory that options give does not hold one block
   */
  static int blocks(
      ModelConfig config,
      List<Stage> stages,
      EngineOptions options,
      ToLongFunction<String> memory) {
    long blocks =
        (long) options.lanes()
            * options.batchSize()
            * GenerationProgram.blocks(config.maxPositions())
            * SPARE;
    // Stages on one device share its memory.
    Map<String, Long> blockBytes = new LinkedHashMap<>();
    stages.forEach(stage -> blockBytes.merge(stage.device(), stage.blockBytes(config), Long::sum));
    for (Map.Entry<String, Long> device : blockBytes.entrySet()) {
      long block = device.getValue();
      long bytes =
          options.cacheBytes() == 0
              ? memory.applyAsLong(device.getKey()) / SHARE_OF_MEMORY
              : options.cacheBytes();
      if (bytes < block) {
        throw new IllegalArgumentException(
            "the cache must have at least "
                + block
                + " bytes on "
                + device.getKey()
                + ", one block of "
                + GenerationProgram.KEY_BLOCK
                + " positions, but has "
                + bytes);
      }
      blocks = Math.min(blocks, bytes / block);
    }
    return (int) Math.min(blocks, Integer.MAX_VALUE);
  }
}
