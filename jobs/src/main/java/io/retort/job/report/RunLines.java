package io.retort.job.report;

import io.retort.job.run.RunManifest;
import io.retort.runtime.EngineDescription;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** What a run is, in two lines for people. */
final class RunLines {

  private RunLines() {}

  /** The problems and how they were sampled. */
  static String asked(RunManifest run) {
    Map<String, String> protocol = run.protocol();
    return String.format(
        "%s %s: %s problems x %d rollout%s, temperature %s, top-p %s, at most %s tokens, seed %s",
        protocol.get("benchmark.name"),
        protocol.get("benchmark.version"),
        Figures.count(run.problems()),
        run.rollouts(),
        run.rollouts() == 1 ? "" : "s",
        protocol.get("sampling.temperature"),
        protocol.get("sampling.top_p"),
        protocol.get("sampling.max_new_tokens"),
        run.identity().get("sampling.seed"));
  }

  /** The model and what ran it. */
  static String answeredBy(RunManifest run) {
    String engines =
        run.engines().stream()
            .map(RunLines::engine)
            .distinct()
            .sorted()
            .collect(Collectors.joining("; "));
    String fingerprint = run.identity().getOrDefault("model.fingerprint", "");
    return Path.of(run.model()).getFileName()
        + " ("
        + Figures.shortHash(fingerprint)
        + "), "
        + engines;
  }

  private static String engine(EngineDescription engine) {
    return engine.dtype() + " on " + engine.device() + ", " + engine.nativeLibrary();
  }
}
