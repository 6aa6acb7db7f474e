package io.retort.job.generation;

import io.retort.job.journal.Journal;
import java.io.PrintWriter;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Generates what a run's journal lacks. */
public final class Generation {

  private static final Logger LOG = LoggerFactory.getLogger(Generation.class);

  private final JavaSparkContext spark;
  private final PrintWriter progress;
  private final boolean terminal;

  /**
   * A generation on an open Spark context.
   *
   * @param progress where progress is printed
   * @param terminal whether that is a terminal, on which a line can be refreshed
   */
  public Generation(JavaSparkContext spark, PrintWriter progress, boolean terminal) {
    this.spark = spark;
    this.progress = progress;
    this.terminal = terminal;
  }

  /**
   * Blocks until every rollout of every problem lies in the journal.
   *
   * @param buckets all that hold a problem
   * @return what this call made; a completion that an attempt lost and another made again is
   *     counted once
   */
  public BucketReport run(GenerationPlan plan, List<Bucket> buckets) {
    SerializableConfiguration hadoop = new SerializableConfiguration(spark.hadoopConfiguration());
    long total = buckets.stream().mapToLong(Bucket::problems).sum() * plan.rollouts();
    List<BucketState> states = states(plan, buckets, hadoop);
    long before = states.stream().mapToLong(BucketState::finished).sum();
    if (before == total) {
      LOG.info("all {} completions are in the journal", total);
      return BucketReport.NOTHING;
    }
    List<Bucket> missing = new LongestFirst(states).order(buckets);
    LOG.info("{} of {} completions to generate in {} tasks", total - before, total, missing.size());
    warnOfSpeculation();
    try (ProgressPrinter printer = new ProgressPrinter(progress, terminal, before, total)) {
      printer.start();
      // One bucket to a slice: the slice is the task, and no shuffle file can be lost.
      return spark
          .parallelize(missing, missing.size())
          .map(new BucketTask(plan, hadoop))
          .reduce(BucketReport::plus);
    }
  }

  private List<BucketState> states(
      GenerationPlan plan, List<Bucket> buckets, SerializableConfiguration hadoop) {
    return spark
        .parallelize(buckets, Math.min(buckets.size(), spark.defaultParallelism()))
        .map(bucket -> state(plan, bucket, hadoop))
        .collect();
  }

  private static BucketState state(
      GenerationPlan plan, Bucket bucket, SerializableConfiguration hadoop) throws Exception {
    return BucketState.of(
        bucket.number(),
        bucket.read(hadoop.value()),
        plan.rollouts(),
        new Journal(new Path(plan.journalRoot()), plan.buckets(), hadoop.value())
            .bucket(bucket.number())
            .read(plan.protocolHash())
            .completions());
  }

  private void warnOfSpeculation() {
    if (spark.getConf().getBoolean("spark.speculation", false)) {
      LOG.warn("spark.speculation is on: copies of slow tasks generate the same completions again");
    }
  }
}
