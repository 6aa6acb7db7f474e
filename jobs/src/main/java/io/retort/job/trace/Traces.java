package io.retort.job.trace;

import io.retort.job.run.RunDirectory;
import io.retort.job.run.RunManifest;
import io.retort.job.run.RunTables;
import io.retort.job.table.Table;
import io.retort.job.table.TableDirectory;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;

/** Writes the traces of a scored run, each table replaced as a whole. */
public final class Traces {

  private final JavaSparkContext spark;
  private final RunDirectory run;
  private final RunManifest manifest;

  /**
   * The traces of one run.
   *
   * @param run with its completions and scores
   * @param manifest of the run
   */
  public Traces(JavaSparkContext spark, RunDirectory run, RunManifest manifest) {
    this.spark = spark;
    this.run = run;
    this.manifest = manifest;
  }

  /** The kept traces alone, beside the run's other tables. */
  public TraceStats writeBesideScores() throws IOException {
    return write(run.table(Table.TRACES), "part", "");
  }

  /** A distillation set: {@code data/train-*.parquet} and {@code rejected/part-*.parquet}. */
  public TraceStats writeSet(RunDirectory set) throws IOException {
    Path rejected = new Path(set.path(), "rejected");
    return write(new Path(set.path(), "data"), "train", rejected.toString());
  }

  private TraceStats write(Path kept, String prefix, String rejected) throws IOException {
    clearStaging(kept);
    if (!rejected.isEmpty()) {
      clearStaging(new Path(rejected));
    }
    RunTables tables = RunTables.of(run, manifest);
    List<String> parts = tables.parts(run.hadoop());
    TraceTask task =
        new TraceTask(
            tables, kept.toString(), rejected, new SerializableConfiguration(run.hadoop()));
    List<TraceReport> reports = spark.parallelize(parts, parts.size()).map(task).collect();
    publish(kept, prefix, reports.stream().map(TraceReport::kept).toList());
    if (!rejected.isEmpty()) {
      publish(new Path(rejected), "part", reports.stream().map(TraceReport::rejected).toList());
    }
    return reports.stream().map(TraceReport::stats).reduce(TraceStats.NONE, TraceStats::plus);
  }

  private void clearStaging(Path table) throws IOException {
    new TableDirectory(table).clearStaging(run.hadoop());
  }

  private void publish(Path table, String prefix, List<String> files) throws IOException {
    new TableDirectory(table).publish(prefix, files, run.hadoop());
  }
}
