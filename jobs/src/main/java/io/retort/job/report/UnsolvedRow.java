package io.retort.job.report;

import io.retort.job.run.GradedProblem;
import io.retort.job.table.CompletionRow;
import io.retort.job.table.MessageRow;
import io.retort.job.table.ProblemRow;
import io.retort.job.table.ScoreRow;
import java.io.Serializable;
import java.util.stream.Collectors;

/**
 * A completion that is not correct, as the page shows it.
 *
 * @param level as text; empty if the benchmark has none
 * @param target the reference answer, and after "or" others that are right as well
 * @param question the conversation before the completion
 * @param text the completion, or the engine's error; the middle of a very long one is left out
 */
record UnsolvedRow(
    String problemId,
    int rollout,
    String level,
    String subject,
    String outcome,
    String extracted,
    String target,
    String explanation,
    int tokens,
    String question,
    String text)
    implements Serializable {

  // A trace of about 10,000 tokens is shown whole.
  private static final int TEXT_CHARS = 40_000;

  static UnsolvedRow of(ProblemRow problem, GradedProblem.Rollout rollout) {
    CompletionRow completion = rollout.completion();
    ScoreRow score = rollout.score();
    String error = completion.error();
    return new UnsolvedRow(
        problem.problemId(),
        completion.rollout(),
        problem.level() == 0 ? "" : String.valueOf(problem.level()),
        problem.subject(),
        score.outcome(),
        score.extracted(),
        String.join(" or ", problem.targets()),
        score.explanation(),
        completion.completionTokens(),
        shortened(
            problem.messages().stream().map(MessageRow::content).collect(Collectors.joining("\n"))),
        shortened(error.isEmpty() ? completion.completionText() : error));
  }

  /** Most of what it takes on the page. */
  int chars() {
    return question.length() + text.length() + explanation.length() + extracted.length();
  }

  private static String shortened(String text) {
    if (text.length() <= TEXT_CHARS) {
      return text;
    }
    int half = TEXT_CHARS / 2;
    return text.substring(0, half)
        + "\n[... "
        + Figures.count(text.length() - TEXT_CHARS)
        + " characters left out ...]\n"
        + text.substring(text.length() - half);
  }
}
