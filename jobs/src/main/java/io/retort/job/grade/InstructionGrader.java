package io.retort.job.grade;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.benchmark.rows.JsonText;
import io.retort.grader.CompletionText;
import io.retort.grader.Verdict;
import io.retort.grader.text.AnswerGrader;
import io.retort.grader.text.Grade;
import io.retort.job.lines.Fields;
import java.util.Optional;

/**
 * IFEval as a grader of completions: the target is a JSON object of {@code instructions} and {@code
 * kwargs}. Correct is what follows every instruction strictly.
 */
final class InstructionGrader implements AnswerGrader {

  private static final InstructionGrading ROWS = new InstructionGrading();

  @Override
  public String name() {
    return InstructionGrading.NAME;
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public Optional<String> problemWithTarget(String target) {
    try {
      ROWS.judge(new Fields(JsonText.object(target).put("response", "")));
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of("target must be instructions and their kwargs, but: " + e.getMessage());
    }
  }

  @Override
  public Grade judge(CompletionText completion, String target) {
    ObjectNode row = JsonText.object(target);
    row.put("completion", completion.text());
    row.put("finish_reason", completion.finishReason());
    if (!completion.error().isEmpty()) {
      row.put("error", completion.error());
    }
    return Grade.of(ROWS.judge(new Fields(row)).verdict());
  }

  @Override
  public Grade judgeAnswer(String answer, String target) {
    ObjectNode row = JsonText.object(target).put("response", answer);
    return Grade.of(ROWS.judge(new Fields(row)).verdict());
  }

  /** Nobody votes for a text. */
  @Override
  public Optional<String> vote(Verdict verdict, String target) {
    return Optional.empty();
  }

  @Override
  public String canonical(String extracted) {
    return extracted;
  }
}
