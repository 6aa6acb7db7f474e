package io.retort.job.trace;

import io.retort.job.table.CompletionRow;
import io.retort.job.table.MessageRow;
import io.retort.job.table.ProblemRow;
import io.retort.job.table.ScoreRow;
import io.retort.job.table.TextParts;
import io.retort.job.table.TraceRow;
import java.util.ArrayList;
import java.util.List;

/**
 * One problem with its graded completions.
 *
 * @param problem what was asked
 * @param rollouts what was answered, in the order of the rollouts
 */
record TraceSource(ProblemRow problem, List<Rollout> rollouts) {

  TraceSource {
    rollouts = List.copyOf(rollouts);
  }

  /** One completion, its two parts and its verdict. */
  record Rollout(CompletionRow completion, TextParts parts, ScoreRow score) {}

  /** The row of a completion, whether it is kept or not. */
  TraceRow row(Rollout rollout) {
    int correct = rollouts.stream().mapToInt(each -> each.score().points()).sum();
    CompletionRow completion = rollout.completion();
    ScoreRow score = rollout.score();
    return new TraceRow(
        messages(rollout.parts()),
        rollout.parts().reasoning(),
        rollout.parts().answerText(),
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
  private List<MessageRow> messages(TextParts parts) {
    List<MessageRow> messages = new ArrayList<>(problem.messages());
    messages.add(
        new MessageRow(
            "assistant", "<think>\n" + parts.reasoning() + "\n</think>\n\n" + parts.answerText()));
    return messages;
  }
}
