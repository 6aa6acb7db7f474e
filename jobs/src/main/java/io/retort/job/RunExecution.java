package io.retort.job;

import io.retort.job.generation.BucketReport;
import io.retort.job.generation.Generation;
import io.retort.job.run.PreparedRun;
import io.retort.job.run.RunDirectory;
import io.retort.job.run.RunManifest;
import io.retort.job.run.ScoreVersions;
import io.retort.job.score.GenerationTime;
import io.retort.job.score.RunMetrics;
import io.retort.job.score.Scoring;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * From a prepared run to a complete run directory: manifest, journal, tables, traces, metrics.
 * Doing it again generates nothing that is there and writes the same tables.
 *
 * @param manifest of the run, with the engines that made it
 * @param metrics of all its completions
 */
record RunExecution(RunManifest manifest, RunMetrics metrics) {

  /** Name of the metrics' file in the run directory. */
  static final String METRICS = "metrics.json";

  static RunExecution of(
      PreparedRun prepared,
      JobEnvironment environment,
      JavaSparkContext spark,
      PrintWriter progress)
      throws IOException {
    RunDirectory directory = prepared.directory();
    directory.writeManifest(prepared.manifest());
    long start = System.nanoTime();
    BucketReport made =
        new Generation(spark, progress, environment.terminal())
            .run(prepared.plan(environment.models()), prepared.problems());
    Duration wall = Duration.ofNanos(System.nanoTime() - start);
    Scoring scoring = Scoring.run(spark, directory, prepared.manifest(), prepared.problems());
    RunManifest manifest = prepared.manifest().withEngines(scoring.engines());
    directory.writeManifest(manifest);
    RunMetrics metrics = RunMetrics.of(manifest, scoring.scores(), time(directory, made, wall));
    ScoreVersions.returnToOwn(directory);
    directory.writeJson(METRICS, metrics);
    return new RunExecution(manifest, metrics);
  }

  /** What earlier starts took, and this one if it generated anything. */
  private static GenerationTime time(RunDirectory directory, BucketReport made, Duration wall)
      throws IOException {
    GenerationTime earlier =
        directory.has(METRICS)
            ? directory.readJson(METRICS, RunMetrics.class).generation()
            : GenerationTime.NONE;
    return made.generated() == 0
        ? earlier
        : earlier.plus(made.generated(), made.tokens(), wall.toMillis() / 1000.0);
  }
}
