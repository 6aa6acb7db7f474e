package io.retort.job.score;

import io.retort.grader.CompletionText;
import io.retort.grader.ReasoningSplit;
import io.retort.grader.Verdict;
import io.retort.grader.text.AnswerGrader;
import io.retort.grader.text.Grade;
import io.retort.job.table.CompletionRow;
import io.retort.job.table.ProblemRow;
import io.retort.job.table.ScoreRow;
import java.util.List;

/**
 * Grades the completions of a run, one at a time, each against its problem's target and the
 * alternatives: the best counts.
 */
record CompletionGrading(AnswerGrader grader) {

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
    Grade grade =
        grader.judge(
            new CompletionText(
                completion.finishReason(), completion.error(), completion.completionText()),
            problem.targets());
    Verdict verdict = grade.verdict();
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
            grade.points());
    ScoredRollout rollout =
        new ScoredRollout(
            verdict.outcome(),
            grade.points(),
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
