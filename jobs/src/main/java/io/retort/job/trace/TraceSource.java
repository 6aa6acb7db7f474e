package io.retort.job.trace;

import io.retort.grader.ReasoningSplit;
import io.retort.job.run.GradedProblem;
import io.retort.job.table.CompletionRow;
import io.retort.job.table.MessageRow;
import io.retort.job.table.ProblemRow;
import io.retort.job.table.ScoreRow;
import io.retort.job.table.TraceRow;
import java.util.ArrayList;
import java.util.List;

/** One problem with its graded completions, as training text. */
record TraceSource(GradedProblem graded) {

  /** The row of a completion, whether it is kept or not. */
  TraceRow row(GradedProblem.Rollout rollout) {
    ProblemRow problem = graded.problem();
    List<GradedProblem.Rollout> rollouts = graded.rollouts();
    int correct = (int) rollouts.stream().filter(each -> each.score().isCorrect()).count();
    CompletionRow completion = rollout.completion();
    ScoreRow score = rollout.score();
    ReasoningSplit parts = ReasoningSplit.of(completion.completionText());
    return new TraceRow(
        messages(parts),
        parts.reasoning(),
        parts.answer(),
        problem.problemId(),
        completion.rollout(),
        problem.target(),
        score.outcome(),
        score.grader(),
        score.graderVersion(),
        (double) correct / rollouts.size(),
        rollouts.size(),
        correct,
        completion.promptTokens(),
        completion.completionTokens(),
        completion.finishReason(),
        problem.benchmark(),
        completion.promptSha256(),
        completion.seed(),
        completion.modelFingerprint(),
        completion.engineVersion(),
        completion.protocolHash(),
        completion.runId());
  }

  /** The conversation with the assistant's turn written in R1 format, opening tag included. */
  private List<MessageRow> messages(ReasoningSplit parts) {
    List<MessageRow> messages = new ArrayList<>(graded.problem().messages());
    messages.add(
        new MessageRow(
            "assistant", "<think>\n" + parts.reasoning() + "\n</think>\n\n" + parts.answer()));
    return messages;
  }
}
