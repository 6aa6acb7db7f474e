package io.retort.job.generation;

import io.retort.runtime.Engines;
import java.util.Map;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Spark has given this executor to run a model on. */
final class ExecutorDevice {

  private static final Logger LOG = LoggerFactory.getLogger(ExecutorDevice.class);

  private static final String GPU = "gpu";
  private static final String CORES = "spark.executor.cores";

  private ExecutorDevice() {}

  /**
   * The GPU that this task was given, such as "gpu0", or "cpu". Where several tasks share one, it
   * is the same for all of them.
   */
  static String name() {
    @Nullable TaskContext task = TaskContext.get();
    if (task == null) {
      return "cpu";
    }
    // Spark's Java view of the map: the Scala one has another class in each Scala version.
    Map<String, ResourceInformation> resources = task.resourcesJMap();
    @Nullable ResourceInformation gpu = resources.get(GPU);
    if (gpu == null || gpu.addresses().length == 0) {
      return "cpu";
    }
    if (Engines.gpus() == 0) {
      LOG.warn(
          "Spark gave GPU {} to this executor, but the PyTorch library here can use none: the model"
              + " runs on the processor",
          gpu.addresses()[0]);
      return "cpu";
    }
    return GPU + gpu.addresses()[0];
  }

  /** Cores of this executor: what Spark was told, or all of the machine. */
  static int cores() {
    @Nullable SparkEnv spark = SparkEnv.get();
    int all = Runtime.getRuntime().availableProcessors();
    return spark == null ? all : spark.conf().getInt(CORES, all);
  }
}
