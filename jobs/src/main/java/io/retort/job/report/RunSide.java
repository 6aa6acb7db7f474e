package io.retort.job.report;

import io.retort.job.run.RunManifest;
import io.retort.job.score.GroupMetrics;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * One of the two runs, as the report shows it.
 *
 * @param directory where it lies
 * @param runId its name
 * @param model name of the checkpoint's folder
 * @param createdAt ISO-8601 in UTC
 * @param protocolHash what makes it comparable
 * @param identity what may differ: weights, arithmetic, seed
 * @param outcomes how many completions of each outcome
 */
record RunSide(
    String directory,
    String runId,
    String model,
    String createdAt,
    String protocolHash,
    SortedMap<String, String> identity,
    Map<String, Long> outcomes) {

  RunSide {
    outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
  }

  static RunSide of(RunScores run) {
    RunManifest manifest = run.manifest();
    Map<String, Long> outcomes = new LinkedHashMap<>();
    GroupMetrics.OUTCOMES.forEach(outcome -> outcomes.put(outcome, run.count(outcome)));
    return new RunSide(
        run.directory().display(),
        manifest.runId(),
        String.valueOf(Path.of(manifest.model()).getFileName()),
        manifest.createdAt(),
        manifest.protocolHash(),
        manifest.identity(),
        outcomes);
  }
}
