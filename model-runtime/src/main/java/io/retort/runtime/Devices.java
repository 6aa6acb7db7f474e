package io.retort.runtime;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import java.lang.management.ManagementFactory;

/** What a model can be put on. */
final class Devices {

  private static final String CPU = "cpu";
  private static final String GPU = "gpu";

  private Devices() {}

  /**
   * Checks that a device is there.
   *
   * @param name "cpu" or "gpu0", "gpu1"...
   * @param gpus that the native library can use
   * @throws IllegalArgumentException if it is none of them
   */
  static void check(String name, int gpus) {
    if (!name.equals(CPU) && Integer.parseInt(name.substring(GPU.length())) >= gpus) {
      throw new IllegalArgumentException(
          "device must be "
              + (gpus == 0 ? "cpu, since the native library sees no GPU" : known(gpus))
              + ", but was "
              + name
              + "; retort doctor says what is to be done about a GPU that is not seen");
    }
  }

  private static String known(int gpus) {
    return "cpu or " + (gpus == 1 ? "gpu0" : "gpu0 to gpu" + (gpus - 1));
  }

  /** Bytes of memory that it has in all. */
  static long memory(String name) {
    return name.equals(CPU)
        ? ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
            .getTotalMemorySize()
        : CudaUtils.getGpuMemory(Device.fromName(name)).getMax();
  }
}
