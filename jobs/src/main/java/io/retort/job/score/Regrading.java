package io.retort.job.score;

import io.retort.grader.text.AnswerGrader;
import io.retort.job.config.InvalidInputException;
import io.retort.job.run.RunDirectory;
import io.retort.job.run.RunManifest;
import io.retort.job.run.RunTables;
import io.retort.job.run.ScoreVersion;
import io.retort.job.run.ScoreVersions;
import io.retort.job.table.ProblemRow;
import io.retort.job.table.Table;
import io.retort.job.table.TableDirectory;
import io.retort.job.table.TableReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The completions of a run graded once more: a new version of its scores beside the old.
 *
 * @param before the scores it had
 * @param after the scores it has now
 * @param metricsBefore of the old scores
 * @param metrics of the new scores
 * @param changes how many verdicts went from one outcome to another, such as {@code wrong ->
 *     correct}
 * @param first the first changes, to show
 */
public record Regrading(
    ScoreVersion before,
    ScoreVersion after,
    RunMetrics metricsBefore,
    RunMetrics metrics,
    SortedMap<String, Integer> changes,
    List<VerdictChange> first) {

  private static final int SHOWN = 20;
  private static final int SHOWN_TARGETS = 10;

  public Regrading {
    changes = Collections.unmodifiableSortedMap(new TreeMap<>(changes));
    first = List.copyOf(first);
  }

  /**
   * Checks that a grader can grade against every target of a run.
   *
   * @throws InvalidInputException naming the first targets that it cannot
   */
  public static void checkTargets(RunDirectory run, ScoreVersion version) throws IOException {
    List<String> problems = new ArrayList<>();
    AnswerGrader grader = version.openGrader();
    new TableReader(run.table(Table.PROBLEMS), run.hadoop())
        .forEach(
            ProblemRow.class,
            problem ->
                problem.targets().stream()
                    .flatMap(target -> grader.problemWithTarget(target).stream())
                    .filter(why -> problems.size() < SHOWN_TARGETS)
                    .forEach(why -> problems.add("problem '" + problem.problemId() + "': " + why)));
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
  }

  /**
   * Grades every completion of a finished run and makes the new scores the current ones, the last
   * step: whatever stops it before leaves the run as it was.
   *
   * @param metricsFile name of the file with the metrics of the current scores
   */
  public static Regrading run(
      JavaSparkContext spark,
      RunDirectory run,
      RunManifest manifest,
      ScoreVersion after,
      String metricsFile)
      throws IOException {
    ScoreVersions versions = ScoreVersions.read(run, manifest);
    RunTables tables = RunTables.of(run, manifest);
    TableDirectory table = new TableDirectory(after.table(run));
    table.clearStaging(run.hadoop());
    List<String> parts = tables.parts(run.hadoop());
    List<RegradeReport> reports =
        spark
            .parallelize(parts, parts.size())
            .map(new RegradeTask(tables, after, new SerializableConfiguration(run.hadoop())))
            .collect();
    table.publish("part", reports.stream().map(RegradeReport::file).toList(), run.hadoop());
    ScoreVersion before = versions.current();
    SortedMap<String, Integer> changes = new TreeMap<>();
    reports.forEach(
        report ->
            report.changes().forEach((what, count) -> changes.merge(what, count, Integer::sum)));
    List<VerdictChange> first =
        new VerdictChanges(run, before, after)
            .write(
                changes,
                reports.stream()
                    .filter(report -> !report.changes().isEmpty())
                    .map(RegradeReport::part)
                    .toList(),
                SHOWN);
    RunMetrics metricsBefore = run.readJson(metricsFile, RunMetrics.class);
    RunMetrics metrics =
        RunMetrics.of(
            manifest,
            RunCounts.sum(reports.stream().map(RegradeReport::counts).toList()),
            after.openGrader().partialPoints(),
            metricsBefore.generation(),
            metricsBefore.cost());
    run.writeJson(before.file("metrics"), metricsBefore);
    run.writeJson(after.file("metrics"), metrics);
    versions.with(after).write(run);
    run.writeJson(metricsFile, metrics);
    return new Regrading(before, after, metricsBefore, metrics, changes, first);
  }

  /** How many verdicts changed. */
  public int changed() {
    return changes.values().stream().mapToInt(count -> count).sum();
  }
}
