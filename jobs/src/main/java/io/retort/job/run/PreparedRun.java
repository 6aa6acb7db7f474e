package io.retort.job.run;

import io.retort.benchmark.Benchmark;
import io.retort.benchmark.Problem;
import io.retort.job.config.GenerationConfig;
import io.retort.job.generation.Bucket;
import io.retort.job.generation.BucketFiles;
import io.retort.job.generation.GenerationPlan;
import io.retort.job.generation.ModelSource;
import io.retort.job.table.ProblemRow;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * A run that has been checked and can start; nothing has been written yet.
 *
 * @param directory where it will lie
 * @param manifest what it is: the one found there if the run is continued
 * @param problems what is asked, perhaps on disk: see {@link Benchmark#problems}
 * @param generation how it is answered
 */
public record PreparedRun(
    RunDirectory directory,
    RunManifest manifest,
    List<Problem> problems,
    GenerationConfig generation) {

  // What the tasks read; a table in its place is written when the run is scored.
  private static final String ASKED = "_tmp.asked";

  /** Writes the problems where the tasks find them. */
  public List<Bucket> writeBuckets() throws IOException {
    BucketFiles files =
        new BucketFiles(new Path(directory.path(), ASKED), manifest.buckets(), directory.hadoop());
    for (Problem problem : problems) {
      files.add(ProblemRow.of(problem));
    }
    return files.finish();
  }

  /** Removes what {@link #writeBuckets} wrote. */
  public void deleteBuckets() throws IOException {
    directory.delete(ASKED);
  }

  /** What the tasks need. */
  public GenerationPlan plan(ModelSource models) {
    return new GenerationPlan(
        manifest.runId(),
        manifest.protocolHash(),
        models,
        manifest.identity().getOrDefault(RunPreparation.FINGERPRINT, ""),
        manifest.model(),
        generation.engine(),
        generation.lanes(),
        generation.sampling(),
        Protocol.isScored(manifest.protocol()),
        manifest.rollouts(),
        directory.journal().toString(),
        manifest.buckets(),
        generation.journal().rowsPerSegment(),
        generation.journal().secondsPerSegment());
  }
}
