package io.retort.job.score;

import io.retort.job.run.GradedProblem;
import io.retort.job.run.GradedProblemCursor;
import io.retort.job.run.RunTables;
import io.retort.job.run.ScoreVersion;
import io.retort.job.table.CompletionRow;
import io.retort.job.table.GradedUnder;
import io.retort.job.table.Table;
import io.retort.job.table.TableDirectory;
import io.retort.job.table.TableWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Grades one part of a run's completions again, one problem in memory at a time: the same rows in
 * the same order as the scores they had.
 */
final class RegradeTask implements Function<String, RegradeReport> {

  private static final long serialVersionUID = 1L;

  private final RunTables tables;
  private final ScoreVersion version;
  private final SerializableConfiguration hadoop;

  /**
   * A task over any part of one run.
   *
   * @param tables of the run, with the scores it has now
   * @param version what is made
   */
  RegradeTask(RunTables tables, ScoreVersion version, SerializableConfiguration hadoop) {
    this.tables = tables;
    this.version = version;
    this.hadoop = hadoop;
  }

  @Override
  public RegradeReport call(String part) throws IOException {
    CompletionGrading grading = new CompletionGrading(version.openGrader());
    GradedUnder protocol = new GradedUnder(version.protocolHash());
    Path staged =
        new TableDirectory(new Path(tables.directory(), version.directory())).stagedFile();
    RunCounts counts = new RunCounts();
    Map<String, Integer> changes = new HashMap<>();
    try (GradedProblemCursor problems = tables.open(part, hadoop.value());
        TableWriter scores = new TableWriter(Table.SCORES, staged, hadoop.value())) {
      for (Optional<GradedProblem> next = problems.next();
          next.isPresent();
          next = problems.next()) {
        List<ScoredRollout> rollouts = new ArrayList<>();
        for (GradedProblem.Rollout rollout : next.get().rollouts()) {
          CompletionRow completion = rollout.completion();
          CompletionGrading.Graded graded = grading.grade(next.get().problem(), completion);
          scores.write(protocol, completion, graded.row());
          rollouts.add(graded.rollout());
          String before = rollout.score().outcome();
          String after = graded.row().outcome();
          if (!before.equals(after)) {
            changes.merge(before + " -> " + after, 1, Integer::sum);
          }
        }
        counts.add(grading.problem(next.get().problem(), rollouts));
      }
    }
    return new RegradeReport(part, staged.getName(), counts, changes);
  }
}
