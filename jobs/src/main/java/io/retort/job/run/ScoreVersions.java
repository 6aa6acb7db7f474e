package io.retort.job.run;

import io.retort.job.grade.RunGrader;
import io.retort.job.table.Table;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The gradings of a run, {@code scores.json}: version 1 is what the run itself wrote, and lies in
 * {@code scores/}; each later one lies beside it, in {@code scores-v2/} and so on, and none is ever
 * changed. Whoever reads scores reads the current one. A run that was graded once has no such file.
 *
 * @param currentVersion the version that readers take
 * @param versions all of them, by number
 */
public record ScoreVersions(int currentVersion, List<ScoreVersion> versions) {

  private static final String FILE = "scores.json";

  public ScoreVersions {
    versions = List.copyOf(versions);
  }

  /** The gradings of a run. */
  public static ScoreVersions read(RunDirectory run, RunManifest manifest) throws IOException {
    return run.has(FILE) ? run.readJson(FILE, ScoreVersions.class) : own(manifest);
  }

  /** The version that readers take. */
  public ScoreVersion current() {
    return versions.get(currentVersion - 1);
  }

  /** The version that would come next, made by this grader. */
  public ScoreVersion next(RunManifest manifest, String grader, String preset, Instant now) {
    int number = versions.size() + 1;
    ScoreVersion nameless =
        new ScoreVersion(number, Table.SCORES.word() + "-v" + number, grader, preset, "", "", "");
    String graderVersion = nameless.openGrader().version();
    return new ScoreVersion(
        number,
        nameless.directory(),
        grader,
        preset,
        graderVersion,
        manifest.gradedBy(grader, graderVersion).protocolHash(),
        now.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** With one more version, which becomes the current one. */
  public ScoreVersions with(ScoreVersion version) {
    List<ScoreVersion> more = new ArrayList<>(versions);
    more.add(version);
    return new ScoreVersions(version.version(), more);
  }

  public void write(RunDirectory run) throws IOException {
    run.writeJson(FILE, this);
  }

  /** Makes the run's own grading the current one again, after it has been written anew. */
  public static void returnToOwn(RunDirectory run) throws IOException {
    if (run.has(FILE)) {
      new ScoreVersions(1, run.readJson(FILE, ScoreVersions.class).versions()).write(run);
    }
  }

  private static ScoreVersions own(RunManifest manifest) {
    return new ScoreVersions(
        1,
        List.of(
            new ScoreVersion(
                1,
                Table.SCORES.word(),
                RunGrader.of(manifest.protocol()).name(),
                RunGrader.of(manifest.protocol()).preset(),
                manifest.protocol().getOrDefault(Protocol.GRADER_VERSION, ""),
                manifest.protocolHash(),
                manifest.createdAt())));
  }
}
