package io.retort.job;

import io.retort.job.generation.ProgressPlugin;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** Starts Spark for a job. What spark-submit or a properties file sets is kept. */
final class SparkStart {

  // What SparkSubmit says too where nobody has said anything.
  private static final String ALL_CORES = "local[*]";

  private SparkStart() {}

  /**
   * Starts Spark; the caller closes it.
   *
   * @param name shown in Spark's UI
   * @param master as set by the user; empty leaves it to spark-submit, and to all local cores
   *     without one
   */
  static JavaSparkContext open(String name, String master) {
    SparkConf conf = new SparkConf().setAppName(name);
    conf.setMaster(resolved(master.isEmpty() ? conf.get("spark.master", ALL_CORES) : master));
    String plugin = ProgressPlugin.class.getName();
    String plugins = conf.get("spark.plugins", "");
    conf.set("spark.plugins", plugins.isEmpty() ? plugin : plugins + "," + plugin);
    // A lost executor counts as a failure of its tasks; nothing finished is lost with it.
    conf.setIfMissing("spark.task.maxFailures", "8");
    if (conf.get("spark.master").startsWith("local")) {
      // A host name may resolve to an interface that goes away with the network.
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
      conf.setIfMissing("spark.ui.enabled", "false");
    } else {
      equipExecutors(conf);
    }
    SignalExit.afterSpark();
    return new JavaSparkContext(conf);
  }

  /** Hadoop's settings, and over them those that Spark is given as {@code spark.hadoop.…}. */
  static Configuration hadoop() {
    Configuration hadoop = new Configuration();
    for (Tuple2<String, String> setting : new SparkConf().getAllWithPrefix("spark.hadoop.")) {
      hadoop.set(setting._1(), setting._2());
    }
    return hadoop;
  }

  /** Two tasks to a core: they only feed the engine, and one can begin while another ends. */
  static String resolved(String master) {
    return master.equals(ALL_CORES)
        ? "local[" + 2 * Runtime.getRuntime().availableProcessors() + "]"
        : master;
  }

  /** What the launcher gives its own JVM, for executors that start as bare Spark. */
  private static void equipExecutors(SparkConf conf) {
    conf.setIfMissing("spark.executorEnv.OMP_WAIT_POLICY", "PASSIVE");
    conf.setIfMissing("spark.executorEnv.OPT_OUT_TRACKING", "true");
    conf.setIfMissing("spark.executorEnv.DJL_OFFLINE", "true");
    String jars = System.getProperty("retort.jars", "");
    if (!jars.isEmpty()) {
      String submitted = conf.get("spark.jars", "");
      conf.set("spark.jars", submitted.isEmpty() ? jars : submitted + "," + jars);
    }
  }
}
