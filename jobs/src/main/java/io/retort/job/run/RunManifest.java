package io.retort.job.run;

import io.retort.runtime.EngineDescription;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run is: {@code run.json}. Written before the first completion; only {@code engines} grows.
 *
 * @param format version of the run directory's layout
 * @param runId immutable name, stored beside every completion
 * @param createdAt ISO-8601 in UTC
 * @param settings every setting the run read, by key
 * @param protocol what makes it comparable, see {@link Protocol}
 * @param protocolHash of {@code protocol}
 * @param identity what a continued run must keep beside the protocol: weights, arithmetic, seed
 * @param model path of the checkpoint as it was given
 * @param problems how many problems
 * @param rollouts completions per problem
 * @param buckets of the journal
 * @param seedPolicy how the random streams come from the seed
 * @param versions of retort, Spark and Java when the run started
 * @param engines what made the completions; more than one after a run on unlike machines
 */
public record RunManifest(
    int format,
    String runId,
    String createdAt,
    SortedMap<String, Object> settings,
    SortedMap<String, String> protocol,
    String protocolHash,
    SortedMap<String, String> identity,
    String model,
    int problems,
    int rollouts,
    int buckets,
    String seedPolicy,
    SortedMap<String, String> versions,
    List<EngineDescription> engines) {

  /** The layout that this version writes and reads. */
  public static final int FORMAT = 1;

  /** How {@code io.retort.runtime} keys its random streams. */
  public static final String SEED_POLICY =
      "one stream for each completion, keyed by (sampling.seed, problem_id, rollout)";

  public RunManifest {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    protocol = Collections.unmodifiableSortedMap(new TreeMap<>(protocol));
    identity = Collections.unmodifiableSortedMap(new TreeMap<>(identity));
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    engines = List.copyOf(engines);
  }

  /** Name of the benchmark. */
  public String benchmark() {
    return protocol.getOrDefault("benchmark.name", "");
  }

  /** The same run with its completions graded by another grader. */
  public RunManifest gradedBy(String grader, String graderVersion) {
    SortedMap<String, String> entries = new TreeMap<>(protocol);
    entries.put(Protocol.GRADER, grader);
    entries.put(Protocol.GRADER_VERSION, graderVersion);
    return with(entries, new Protocol(entries).hash(), engines);
  }

  public RunManifest withEngines(List<EngineDescription> newEngines) {
    return with(protocol, protocolHash, newEngines);
  }

  private RunManifest with(
      SortedMap<String, String> newProtocol, String newHash, List<EngineDescription> newEngines) {
    return new RunManifest(
        format,
        runId,
        createdAt,
        settings,
        newProtocol,
        newHash,
        identity,
        model,
        problems,
        rollouts,
        buckets,
        seedPolicy,
        versions,
        newEngines);
  }
}
