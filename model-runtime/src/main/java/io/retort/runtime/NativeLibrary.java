package io.retort.runtime;

import ai.djl.engine.Engine;
import ai.djl.util.Utils;
import ai.djl.util.cuda.CudaUtils;
import java.nio.file.Path;

/** The native library that computes: what it is, and where it comes from. */
public final class NativeLibrary {

  private static final String NAME = "PyTorch";

  private NativeLibrary() {}

  /**
   * Loads it, which unpacks it first where that has not been done.
   *
   * @return its name and version
   * @throws RuntimeException or LinkageError if it cannot be loaded
   */
  public static String load() {
    return NAME + " " + Engine.getEngine(NAME).getVersion();
  }

  /** GPUs that it could use. */
  public static int gpus() {
    return CudaUtils.getGpuCount();
  }

  /** Where it is unpacked to; ENGINE_CACHE_DIR or DJL_CACHE_DIR moves it. */
  public static Path cacheFolder() {
    return Utils.getEngineCacheDir();
  }
}
