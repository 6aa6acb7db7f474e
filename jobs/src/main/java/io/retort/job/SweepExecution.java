package io.retort.job;

import io.retort.job.config.Combination;
import io.retort.job.config.SweepMatrix;
import io.retort.job.generation.EngineRelease;
import io.retort.job.plan.SweepRun;
import io.retort.job.report.RunReport;
import io.retort.job.report.SweepRow;
import io.retort.job.report.SweepTable;
import io.retort.job.run.RunDirectory;
import io.retort.job.trace.TraceStats;
import io.retort.job.trace.Traces;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Runs a sweep's runs in one Spark application, model after model. A run that fails does not stop
 * the others: in the morning the rest is there, and a new start goes on with it.
 */
final class SweepExecution {

  private final SweepMatrix matrix;
  private final JobEnvironment environment;
  private final PrintWriter progress;
  private final List<SweepRow> rows = new ArrayList<>();
  private final List<SweepTable> tables = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();
  private final List<Exception> failures = new ArrayList<>();

  SweepExecution(SweepMatrix matrix, JobEnvironment environment, PrintWriter progress) {
    this.matrix = matrix;
    this.environment = environment;
    this.progress = progress;
  }

  /** Runs all of them; {@link #throwIfAnyFailed} tells of those that failed. */
  void run(List<SweepRun> runs) throws IOException {
    String master = runs.get(0).prepared().generation().master();
    try (JavaSparkContext spark = SparkStart.open("retort sweep", master)) {
      String loaded = runs.get(0).combination().model();
      for (int i = 0; i < runs.size(); i++) {
        Combination combination = runs.get(i).combination();
        if (!combination.model().equals(loaded)) {
          EngineRelease.run(spark);
          loaded = combination.model();
        }
        announce("run " + (i + 1) + " of " + runs.size() + ": " + combination.name());
        attempt(runs.get(i), spark);
      }
    }
  }

  /** The runs that came to their end. */
  List<SweepRow> rows() {
    return List.copyOf(rows);
  }

  /** Their tables in full. */
  List<SweepTable> tables() {
    return List.copyOf(tables);
  }

  /**
   * Does nothing if all runs came to their end.
   *
   * @throws IllegalStateException with the failed runs, caused by the first failure
   */
  void throwIfAnyFailed() {
    if (failures.isEmpty()) {
      return;
    }
    IllegalStateException thrown =
        new IllegalStateException(
            failures.size()
                + " of "
                + matrix.combinations().size()
                + (failures.size() == 1 ? " runs failed, " : " runs failed, the first of them ")
                + failed.get(0)
                + "; start the sweep again to go on with what is missing",
            failures.get(0));
    failures.stream().skip(1).forEach(thrown::addSuppressed);
    throw thrown;
  }

  private void attempt(SweepRun run, JavaSparkContext spark) throws IOException {
    try {
      execute(run, spark);
    } catch (Exception e) { // Spark throws checked ones that it does not declare
      if (!matrix.isMatrix() || spark.sc().isStopped()) {
        throw e; // nothing is left to go on with
      }
      failed.add(run.combination().name());
      failures.add(e);
      announce("failed: " + run.combination().name() + "; going on with the next run");
    }
  }

  private void execute(SweepRun run, JavaSparkContext spark) throws IOException {
    RunDirectory directory = run.prepared().directory();
    RunExecution done = RunExecution.of(run.prepared(), environment, spark, progress);
    TraceStats traces = new Traces(spark, directory, done.manifest()).writeBesideScores();
    RunReport.write(spark, directory, done.manifest(), done.metrics());
    Combination combination = run.combination();
    rows.add(
        SweepRow.of(
            combination.benchmark(),
            combination.model(),
            combination.preset(),
            directory,
            done.manifest(),
            done.metrics()));
    tables.add(new SweepTable(directory, done.manifest(), done.metrics(), traces));
    if (matrix.isMatrix()) {
      RunDirectory.at(matrix.dir(), SparkStart.hadoop()).writeJson(SweepPreparation.INDEX, rows);
    }
  }

  private void announce(String line) {
    if (matrix.isMatrix()) {
      progress.println(line);
      progress.flush();
    }
  }
}
