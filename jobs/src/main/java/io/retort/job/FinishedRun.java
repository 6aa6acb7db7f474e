package io.retort.job;

import io.retort.job.run.RunDirectory;
import io.retort.job.run.RunManifest;
import io.retort.job.run.ScoreVersion;
import io.retort.job.run.ScoreVersions;
import io.retort.job.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Checks that a directory holds a run whose tables can be read. */
final class FinishedRun {

  private FinishedRun() {}

  /**
   * The manifest with the grader of the current scores in it, or empty with the reason added to
   * {@code problems}.
   *
   * @throws UncheckedIOException if the file system fails
   */
  static Optional<RunManifest> check(RunDirectory run, List<String> problems) {
    Optional<RunManifest> manifest = Optional.empty();
    try {
      manifest = run.manifest();
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
      return manifest;
    }
    if (manifest.isEmpty()) {
      problems.add(run.display() + " must be the directory of a run, but holds no run.json");
    } else if (!isScored(run)) {
      problems.add(
          run.display()
              + " must hold a finished run, but its completions are not scored yet; start its"
              + " command again to finish it");
      return Optional.empty();
    }
    return manifest.map(found -> asGraded(run, found));
  }

  private static RunManifest asGraded(RunDirectory run, RunManifest manifest) {
    try {
      ScoreVersion current = ScoreVersions.read(run, manifest).current();
      return manifest.gradedBy(current.grader(), current.graderVersion());
    } catch (IOException e) {
      throw new UncheckedIOException(run.display() + " cannot be read", e);
    }
  }

  private static boolean isScored(RunDirectory run) {
    try {
      return run.has(Table.SCORES.word()) && run.has(RunExecution.METRICS);
    } catch (IOException e) {
      throw new UncheckedIOException(run.display() + " cannot be read", e);
    }
  }
}
