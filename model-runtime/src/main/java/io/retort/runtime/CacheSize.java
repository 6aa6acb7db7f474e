package io.retort.runtime;

import io.retort.runtime.checkpoint.ModelConfig;
import io.retort.runtime.program.GenerationProgram;
import java.lang.management.ManagementFactory;

/** How many blocks an engine's cache gets. */
final class CacheSize {

  private static final int SHARE_OF_MEMORY = 4;
  // As much again for prompts that are read ahead and beginnings that are kept.
  private static final int SPARE = 2;

  private CacheSize() {}

  /**
   * Decides.
   *
   * @throws IllegalArgumentException if the memory that options give does not hold one block
   */
  static int blocks(ModelConfig config, EngineOptions options) {
    long useful =
        (long) options.lanes()
            * options.batchSize()
            * GenerationProgram.blocks(config.maxPositions())
            * SPARE;
    long block = GenerationProgram.blockBytes(config);
    long bytes = options.cacheBytes() == 0 ? memory() / SHARE_OF_MEMORY : options.cacheBytes();
    if (bytes < block) {
      throw new IllegalArgumentException(
          "the cache must have at least "
              + block
              + " bytes, one block of "
              + GenerationProgram.KEY_BLOCK
              + " positions, but has "
              + bytes);
    }
    return (int) Math.min(Math.min(useful, bytes / block), Integer.MAX_VALUE);
  }

  private static long memory() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getTotalMemorySize();
  }
}
