package io.retort.job.generation;

import io.retort.runtime.EngineOptions;
import io.retort.runtime.SamplingParams;
import io.retort.runtime.program.Weights;
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
 * @param dtype see {@link EngineOptions}
 * @param batch see {@link EngineOptions}
 * @param threads see {@link EngineOptions}
 * @param weights see {@link EngineOptions}
 * @param temperature see {@link SamplingParams}
 * @param topP see {@link SamplingParams}
 * @param maxNewTokens see {@link SamplingParams}
 * @param seed see {@link SamplingParams}
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
    String dtype,
    int batch,
    int threads,
    Weights weights,
    double temperature,
    double topP,
    int maxNewTokens,
    long seed,
    int rollouts,
    String journalRoot,
    int buckets,
    int rowsPerSegment,
    int secondsPerSegment)
    implements Serializable {

  SamplingParams sampling() {
    return new SamplingParams(temperature, topP, maxNewTokens, seed);
  }

  EngineOptions engineOptions() {
    return new EngineOptions(dtype, batch, threads, weights);
  }

  Path checkpoint() {
    return Path.of(modelPath);
  }
}
