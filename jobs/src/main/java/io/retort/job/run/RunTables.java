package io.retort.job.run;

import io.retort.job.table.Table;
import io.retort.job.table.TableReader;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Where the tables of a run lie that are read side by side: scoring writes the same rows in the
 * same order into each, in files of the same names.
 *
 * @param directory of the run
 * @param scores directory of the scores in it, see {@link ScoreVersions}
 * @param rollouts completions per problem
 */
public record RunTables(String directory, String scores, int rollouts) implements Serializable {

  /** The tables of a run with its current scores. */
  public static RunTables of(RunDirectory run, RunManifest manifest) throws IOException {
    return new RunTables(
        run.path().toString(),
        ScoreVersions.read(run, manifest).current().directory(),
        manifest.rollouts());
  }

  /** Names of the files of each table, in order. */
  public List<String> parts(Configuration hadoop) throws IOException {
    return new TableReader(new Path(directory, scores), hadoop)
        .files().stream().map(Path::getName).toList();
  }

  /** Reads the rows of one part; the caller closes the cursor. */
  public GradedProblemCursor open(String part, Configuration hadoop) throws IOException {
    return new GradedProblemCursor(
        file(Table.PROBLEMS.word(), part),
        file(Table.COMPLETIONS.word(), part),
        file(scores, part),
        rollouts,
        hadoop);
  }

  private Path file(String table, String part) {
    return new Path(new Path(directory, table), part);
  }
}
