package io.retort.job;

import io.retort.job.config.InvalidInputException;
import io.retort.job.grade.FileGrading;
import io.retort.job.report.RegradeTable;
import io.retort.job.report.RunReport;
import io.retort.job.run.RunDirectory;
import io.retort.job.run.RunManifest;
import io.retort.job.run.ScoreVersion;
import io.retort.job.run.ScoreVersions;
import io.retort.job.score.Regrading;
import io.retort.job.table.Table;
import io.retort.job.trace.Traces;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/** Grades the completions of a run once more and brings up to date what follows from scores. */
final class RunGrading {

  private final String directory;
  private final JobEnvironment environment;

  RunGrading(String directory, JobEnvironment environment) {
    this.directory = directory;
    this.environment = environment;
  }

  /**
   * Grades and returns what to print.
   *
   * @param grader null for the one that made the current scores
   * @param preset null for the grader's first, or for that of the current scores
   */
  List<String> grade(@Nullable String grader, @Nullable String preset) throws IOException {
    List<String> problems = new ArrayList<>();
    RunDirectory run = RunDirectory.at(directory, SparkStart.hadoop());
    Optional<RunManifest> found = FinishedRun.check(run, problems);
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    RunManifest manifest = found.orElseThrow();
    ScoreVersion version = next(run, manifest, grader, preset);
    Regrading.checkTargets(run, version);
    try (JavaSparkContext spark = SparkStart.open("retort grade", "")) {
      long start = System.nanoTime();
      Regrading done = Regrading.run(spark, run, manifest, version, RunExecution.METRICS);
      double seconds = (System.nanoTime() - start) / 1e9;
      RunManifest graded = manifest.gradedBy(version.grader(), version.graderVersion());
      if (run.has(Table.TRACES.word())) {
        new Traces(spark, run, graded).writeBesideScores();
      }
      RunReport.write(spark, run, graded, done.metrics());
      return new RegradeTable(run, done).lines(seconds);
    }
  }

  private ScoreVersion next(
      RunDirectory run, RunManifest manifest, @Nullable String grader, @Nullable String preset)
      throws IOException {
    ScoreVersions versions = ScoreVersions.read(run, manifest);
    ScoreVersion current = versions.current();
    if (FileGrading.INSTRUCTIONS.equals(grader) && !current.grader().equals(grader)) {
      throw new InvalidInputException(
          List.of(
              "grader 'ifeval' needs instructions, which the problems of a run do not have; write"
                  + " its completions with them to a file and give --in"));
    }
    String settings = grader == null ? current.preset() : "";
    try {
      return versions.next(
          manifest,
          grader == null ? current.grader() : grader,
          preset == null ? settings : preset,
          environment.clock().instant());
    } catch (IllegalArgumentException e) {
      throw InvalidInputException.of(e);
    }
  }
}
