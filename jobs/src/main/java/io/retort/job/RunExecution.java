package io.retort.job;

import io.retort.job.energy.Energy;
import io.retort.job.energy.EnergyReading;
import io.retort.job.generation.Bucket;
import io.retort.job.generation.BucketReport;
import io.retort.job.generation.Generation;
import io.retort.job.generation.ProgressPlugin;
import io.retort.job.grade.RunGrader;
import io.retort.job.run.PreparedRun;
import io.retort.job.run.RunDirectory;
import io.retort.job.run.RunManifest;
import io.retort.job.run.ScoreVersions;
import io.retort.job.score.GenerationTime;
import io.retort.job.score.RunCost;
import io.retort.job.score.RunMetrics;
import io.retort.job.score.Scoring;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    Optional<RunMetrics> earlier = earlier(directory);
    Map<String, EnergyReading> readings = ProgressPlugin.energy();
    List<Bucket> buckets = prepared.writeBuckets();
    long start = System.nanoTime();
    BucketReport made =
        new Generation(spark, progress, environment.terminal())
            .run(prepared.plan(environment.models()), buckets);
    Duration wall = Duration.ofNanos(System.nanoTime() - start);
    Energy energy = Energy.between(readings, ProgressPlugin.energy());
    Scoring scoring = Scoring.run(spark, directory, prepared.manifest(), buckets);
    prepared.deleteBuckets();
    RunManifest manifest = prepared.manifest().withEngines(scoring.engines());
    directory.writeManifest(manifest);
    RunMetrics metrics =
        RunMetrics.of(
            manifest,
            scoring.counts(),
            RunGrader.of(manifest.protocol()).open().partialPoints(),
            time(earlier, made, wall),
            RunCost.of(
                scoring.cost(),
                prepared.generation().cost().pricePerHour(),
                energy(earlier, made, energy)));
    ScoreVersions.returnToOwn(directory);
    directory.writeJson(METRICS, metrics);
    return new RunExecution(manifest, metrics);
  }

  private static Optional<RunMetrics> earlier(RunDirectory directory) throws IOException {
    return directory.has(METRICS)
        ? Optional.of(directory.readJson(METRICS, RunMetrics.class))
        : Optional.empty();
  }

  /** What earlier starts took, and this one if it generated anything. */
  private static GenerationTime time(
      Optional<RunMetrics> earlier, BucketReport made, Duration wall) {
    GenerationTime before = earlier.map(RunMetrics::generation).orElse(GenerationTime.NONE);
    return made.generated() == 0
        ? before
        : before.plus(made.generated(), made.tokens(), wall.toMillis() / 1000.0);
  }

  /** The same for energy; a start that measured nothing leaves the sum unknown. */
  private static Energy energy(Optional<RunMetrics> earlier, BucketReport made, Energy now) {
    Optional<Energy> before =
        earlier.flatMap(run -> Optional.ofNullable(run.cost())).map(RunCost::energy);
    if (made.generated() == 0) {
      return before.orElse(Energy.UNKNOWN);
    }
    return before.map(energy -> energy.plus(now)).orElse(now);
  }
}
