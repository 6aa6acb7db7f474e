package io.retort.job.run;

import io.retort.job.table.CompletionRow;
import io.retort.job.table.ProblemRow;
import io.retort.job.table.ScoreRow;
import io.retort.job.table.TableCursor;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Reads one part of a run's tables side by side, one problem in memory at a time. */
public final class GradedProblemCursor implements Closeable {

  private final Path scoreFile;
  private final int rollouts;
  private final TableCursor<ProblemRow> problems;
  private final TableCursor<CompletionRow> completions;
  private final TableCursor<ScoreRow> scores;

  GradedProblemCursor(
      Path problemFile, Path completionFile, Path scoreFile, int rollouts, Configuration hadoop)
      throws IOException {
    this.scoreFile = scoreFile;
    this.rollouts = rollouts;
    this.problems = new TableCursor<>(problemFile, ProblemRow.class, hadoop);
    this.completions = new TableCursor<>(completionFile, CompletionRow.class, hadoop);
    this.scores = new TableCursor<>(scoreFile, ScoreRow.class, hadoop);
  }

  /**
   * The next problem, or empty after the last.
   *
   * @throws IllegalStateException if the tables do not hold the same rows
   */
  public Optional<GradedProblem> next() throws IOException {
    Optional<ProblemRow> problem = problems.next();
    if (problem.isEmpty()) {
      return Optional.empty();
    }
    List<GradedProblem.Rollout> answers = new ArrayList<>();
    for (int rollout = 0; rollout < rollouts; rollout++) {
      CompletionRow completion = row(completions);
      ScoreRow score = row(scores);
      requireSame(problem.get(), completion, score);
      answers.add(new GradedProblem.Rollout(completion, score));
    }
    return Optional.of(new GradedProblem(problem.get(), answers));
  }

  @Override
  public void close() throws IOException {
    try (problems;
        completions;
        scores) {
      // Closing is all; try closes the others even if one fails.
    }
  }

  private <T extends Record> T row(TableCursor<T> rows) throws IOException {
    return rows.next()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    scoreFile
                        + " and the completions beside it must hold "
                        + rollouts
                        + " rows for each problem, but hold fewer; start the sweep again to write"
                        + " them"));
  }

  private void requireSame(ProblemRow problem, CompletionRow completion, ScoreRow score) {
    if (!completion.key().equals(score.key())
        || !completion.problemId().equals(problem.problemId())) {
      throw new IllegalStateException(
          scoreFile
              + " must hold the same rows as the problems and completions, but problem '"
              + problem.problemId()
              + "' has the completion "
              + completion.key()
              + " and the score "
              + score.key()
              + "; start the sweep again to write them");
    }
  }
}
