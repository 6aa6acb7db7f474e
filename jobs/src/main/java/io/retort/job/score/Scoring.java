package io.retort.job.score;

import io.retort.job.generation.Bucket;
import io.retort.job.grade.RunGrader;
import io.retort.job.run.RunDirectory;
import io.retort.job.run.RunManifest;
import io.retort.job.table.Table;
import io.retort.job.table.TableDirectory;
import io.retort.runtime.EngineDescription;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Turns a complete journal into the tables {@code problems}, {@code completions} and {@code
 * scores}, each replaced as a whole: doing it again changes nothing.
 *
 * @param counts of all problems
 * @param engines every engine that made a completion
 * @param cost what the completions took
 */
public record Scoring(RunCounts counts, List<EngineDescription> engines, CostCount cost) {

  public Scoring {
    engines = List.copyOf(engines);
  }

  /**
   * Grades every completion of a run and publishes its tables.
   *
   * @throws IOException if a table cannot be written
   */
  public static Scoring run(
      JavaSparkContext spark, RunDirectory run, RunManifest manifest, List<Bucket> buckets)
      throws IOException {
    SerializableConfiguration hadoop = new SerializableConfiguration(run.hadoop());
    List<Part> parts = Part.group(buckets, manifest.rollouts());
    List<Table> tables = List.of(Table.PROBLEMS, Table.COMPLETIONS, Table.SCORES);
    for (Table table : tables) {
      new TableDirectory(run.table(table)).clearStaging(run.hadoop());
    }
    List<PartReport> reports =
        spark
            .parallelize(parts, parts.size())
            .map(
                new ScoreTask(
                    run.path().toString(),
                    manifest.protocolHash(),
                    manifest.buckets(),
                    manifest.rollouts(),
                    RunGrader.of(manifest.protocol()),
                    hadoop))
            .collect();
    for (Table table : tables) {
      List<String> files =
          reports.stream()
              .map(report -> Objects.requireNonNull(report.files().get(table)))
              .toList();
      new TableDirectory(run.table(table)).publish("part", files, run.hadoop());
    }
    CostCount cost = new CostCount();
    reports.forEach(report -> cost.addAll(report.cost()));
    return new Scoring(
        RunCounts.sum(reports.stream().map(PartReport::counts).toList()),
        reports.stream()
            .flatMap(report -> report.engines().stream())
            .distinct()
            .map(EngineRow::description)
            .toList(),
        cost);
  }
}
