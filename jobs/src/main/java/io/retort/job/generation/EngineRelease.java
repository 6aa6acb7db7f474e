package io.retort.job.generation;

import java.util.Collections;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.VoidFunction;

/**
 * Frees the models that executors hold, so that the next model of a sweep has their memory. Called
 * while no task generates.
 *
 * <p>Spark has no way to run something once on every executor; there are enough short tasks here
 * that each core gets one unless another is much faster. An executor that got none keeps its model
 * until the application ends, which costs memory and nothing else.
 */
public final class EngineRelease implements VoidFunction<Integer> {

  private static final long serialVersionUID = 1L;

  private EngineRelease() {}

  /** Blocks until it is done. */
  public static void run(JavaSparkContext spark) {
    int tasks = 4 * spark.defaultParallelism();
    spark.parallelize(Collections.nCopies(tasks, 0), tasks).foreach(new EngineRelease());
  }

  @Override
  public void call(Integer task) {
    ExecutorEngine.closeAll();
  }
}
