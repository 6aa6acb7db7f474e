package io.retort.job.run;

import io.retort.job.config.GenerationConfig;
import io.retort.job.generation.GenerationPlan;
import io.retort.job.generation.ModelSource;
import io.retort.job.table.ProblemRow;
import java.util.List;

/**
 * A run that has been checked and can start; nothing has been written yet.
 *
 * @param directory where it will lie
 * @param manifest what it is: the one found there if the run is continued
 * @param problems what is asked
 * @param generation how it is answered
 */
public record PreparedRun(
    RunDirectory directory,
    RunManifest manifest,
    List<ProblemRow> problems,
    GenerationConfig generation) {

  public PreparedRun {
    problems = List.copyOf(problems);
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
        manifest.rollouts(),
        directory.journal().toString(),
        manifest.buckets(),
        generation.journal().rowsPerSegment(),
        generation.journal().secondsPerSegment());
  }
}
