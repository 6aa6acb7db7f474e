package io.retort.job.generation;

import io.retort.runtime.Engines;
import java.util.Collections;
import java.util.List;
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

  private static final String CPU = "cpu";
  private static final String GPU = "gpu";
  private static final String CORES = "spark.executor.cores";

  private ExecutorDevice() {}

  /**
   * So many devices: the GPUs that this task was given, such as "gpu0", or as often "cpu". Where
   * several tasks share GPUs, they are the same for all of them.
   *
   * @throws IllegalStateException if the task was given GPUs, but fewer
   */
  static List<String> names(int count) {
    @Nullable TaskContext task = TaskContext.get();
    if (task == null) {
      return Collections.nCopies(count, CPU);
    }
    // Spark's Java view of the map: the Scala one has another class in each Scala version.
    Map<String, ResourceInformation> resources = task.resourcesJMap();
    @Nullable ResourceInformation gpus = resources.get(GPU);
    List<String> addresses = gpus == null ? List.of() : List.of(gpus.addresses());
    return names(count, addresses, addresses.isEmpty() ? 0 : Engines.gpus());
  }

  /**
   * The same.
   *
   * @param addresses of the GPUs that Spark gave the task
   * @param visible GPUs that the native library can use
   */
  static List<String> names(int count, List<String> addresses, int visible) {
    if (addresses.isEmpty()) {
      return Collections.nCopies(count, CPU);
    }
    if (visible == 0) {
      LOG.warn(
          "Spark gave GPU {} to this executor, but the PyTorch library here can use none: the model"
              + " runs on the processor",
          String.join(", ", addresses));
      return Collections.nCopies(count, CPU);
    }
    if (addresses.size() < count) {
      throw new IllegalStateException(
          "engine.devices must be at most the GPUs that Spark gives a task, but was "
              + count
              + " and the task has "
              + addresses.size()
              + "; set spark.task.resource.gpu.amount");
    }
    return addresses.stream().limit(count).map(address -> GPU + address).toList();
  }

  /**
   * Cores of this executor: as many as it may run tasks at a time, but not more than the machine
   * has. Two tasks to a core are no mistake.
   */
  static int cores() {
    @Nullable SparkEnv spark = SparkEnv.get();
    int all = Runtime.getRuntime().availableProcessors();
    return spark == null ? all : Math.min(all, spark.conf().getInt(CORES, all));
  }
}
