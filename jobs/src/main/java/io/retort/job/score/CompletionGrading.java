package io.retort.job.score;

import io.retort.grader.CompletionText;
import io.retort.grader.Grader;
import io.retort.grader.ReasoningSplit;
import io.retort.grader.Verdict;
import io.retort.job.table.CompletionRow;
import io.retort.job.table.ProblemRow;
import io.retort.job.table.ScoreRow;
import java.util.List;

/** Grades the completions of a run, one at a time. */
record CompletionGrading(Grader grader) {

  /**
   * A graded completion.
   *
   * @param row its row in the table of scores
   * @param rollout what the metrics need of it
   * @param split its two parts
   */
  record Graded(ScoreRow row, ScoredRollout rollout, ReasoningSplit split) {}

  Graded grade(ProblemRow problem, CompletionRow completion) {
    ReasoningSplit split = ReasoningSplit.of(completion.completionText());
    Verdict verdict =
        grader.grade(
            new CompletionText(
                completion.finishReason(), completion.error(), completion.completionText()),
            problem.target());
    ScoreRow row =
        new ScoreRow(
            problem.problemId(),
            completion.rollout(),
            grader.name(),
            grader.version(),
            verdict.outcome(),
            verdict.extracted(),
            problem.target(),
            verdict.explanation(),
            split.formatOk(),
            verdict.points());
    ScoredRollout rollout =
        new ScoredRollout(
            verdict.outcome(),
            verdict.points(),
            grader.vote(verdict, problem.target()).orElse(""),
            completion.completionTokens(),
            split.formatOk());
    return new Graded(row, rollout, split);
  }

  ScoredProblem problem(ProblemRow problem, List<ScoredRollout> rollouts) {
    return new ScoredProblem(
        problem.problemId(),
        problem.subject(),
        problem.level(),
        grader.canonical(problem.target()),
        rollouts);
  }
}
