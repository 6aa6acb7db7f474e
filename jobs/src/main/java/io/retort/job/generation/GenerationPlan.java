package io.retort.job.generation;

import io.retort.runtime.EngineOptions;
import io.retort.runtime.SamplingParams;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * What a task needs to generate its bucket; travels to the executors, so its components are plain
 * values.
 *
 * @param runId stored beside every completion
 * @param protocolHash stored beside every completion, and at the head of every segment
 * @param models where the engine comes from
 * @param modelFingerprint of the checkpoint that the driver saw; an executor's must be the same
 * @param modelPath path of the checkpoint on every executor
 * @param engine how the checkpoint is loaded and run
 * @param lanes of the engine; 0: as many as an executor's cores allow
 * @param sampling how tokens are drawn
 * @param isScored whether options are scored and nothing is generated; then {@code sampling} has no
 *     effect
 * @param rollouts completions per problem, at least 1
 * @param journalRoot directory of the journal
 * @param buckets of the journal
 * @param rowsPerSegment completions after which a segment is published
 * @param secondsPerSegment age after which a segment is published
 */
public record GenerationPlan(
    String runId,
    String protocolHash,
    ModelSource models,
    String modelFingerprint,
    String modelPath,
    EngineOptions engine,
    int lanes,
    SamplingParams sampling,
    boolean isScored,
    int rollouts,
    String journalRoot,
    int buckets,
    int rowsPerSegment,
    int secondsPerSegment)
    implements Serializable {

  Path checkpoint() {
    return Path.of(modelPath);
  }
}
