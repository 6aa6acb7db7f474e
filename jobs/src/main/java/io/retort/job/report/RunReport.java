package io.retort.job.report;

import io.retort.job.run.RunDirectory;
import io.retort.job.run.RunManifest;
import io.retort.job.run.RunTables;
import io.retort.job.score.RunMetrics;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;

/** Writes the page of one run, {@code report/index.html} in its directory. */
public final class RunReport {

  /** Folder of the page in the run directory. */
  public static final String FOLDER = "report";

  /** Name of the page. */
  public static final String PAGE = "index.html";

  // What a browser still searches at once; each part of the tables has an equal share of it.
  private static final int ROWS = 5_000;
  private static final long CHARS = 20_000_000;

  private final RunManifest manifest;
  private final RunMetrics metrics;
  private final List<RunPart> parts;

  private RunReport(RunManifest manifest, RunMetrics metrics, List<RunPart> parts) {
    this.manifest = manifest;
    this.metrics = metrics;
    this.parts = parts;
  }

  /** Writes the page of a scored run, its tables read by Spark's tasks. */
  public static void write(
      JavaSparkContext spark, RunDirectory run, RunManifest manifest, RunMetrics metrics)
      throws IOException {
    RunTables tables = RunTables.of(run, manifest);
    List<String> names = tables.parts(run.hadoop());
    List<RunPart> parts =
        spark.parallelize(names, names.size()).map(task(tables, names.size(), run)).collect();
    new RunReport(manifest, metrics, parts).write(run.folder(FOLDER));
  }

  /**
   * The same without Spark, part by part.
   *
   * @param out where the page goes
   */
  public static void write(
      RunDirectory run, RunManifest manifest, RunMetrics metrics, RunDirectory out)
      throws IOException {
    RunTables tables = RunTables.of(run, manifest);
    List<String> names = tables.parts(run.hadoop());
    RunPartTask task = task(tables, names.size(), run);
    List<RunPart> parts = new ArrayList<>();
    for (String part : names) {
      parts.add(task.call(part));
    }
    new RunReport(manifest, metrics, parts).write(out);
  }

  private static RunPartTask task(RunTables tables, int parts, RunDirectory run) {
    return new RunPartTask(
        tables,
        (ROWS + parts - 1) / parts,
        CHARS / parts,
        new SerializableConfiguration(run.hadoop()));
  }

  private void write(RunDirectory out) throws IOException {
    out.write(
        PAGE,
        stream -> {
          Writer writer =
              new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
          new RunPage(manifest, metrics, parts).writeTo(writer);
          writer.flush();
        });
  }
}
