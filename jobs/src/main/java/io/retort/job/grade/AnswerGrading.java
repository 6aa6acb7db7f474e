package io.retort.job.grade;

import com.fasterxml.jackson.databind.JsonNode;
import io.retort.grader.text.AnswerGrader;
import io.retort.grader.text.Grade;
import io.retort.job.lines.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Grades rows with a target and either a completion, whose answer is found first, or a bare answer.
 * A row with both is graded by its completion. Several targets are alternatives: the best counts. A
 * list among them, and a list as answer, is one answer of several spans, which DROP has.
 */
record AnswerGrading(AnswerGrader grader) implements RowGrader {

  @Override
  public Set<String> reads() {
    return Set.of("target", "completion", "answer", "finish_reason", "error");
  }

  @Override
  public boolean checksInstructions() {
    return false;
  }

  @Override
  public GradedRow grade(Fields row) {
    List<Grade> grades = new ArrayList<>();
    for (String target : targets(row.any("target"))) {
      grades.add(grade(row, target));
    }
    return GradedRow.of(Grade.best(grades), Optional.empty());
  }

  private Grade grade(Fields row, String target) {
    if (row.row().has("completion")) {
      return grader.judge(CompletionOf.row(row), target);
    }
    if (row.has("answer")) {
      return grader.judgeAnswer(text("answer", row.any("answer")), target);
    }
    throw new IllegalArgumentException(
        "field 'completion' or 'answer' must be there, but neither is");
  }

  private static List<String> targets(JsonNode target) {
    if (!target.isArray()) {
      return List.of(scalar("target", target));
    }
    List<String> targets = new ArrayList<>();
    target.forEach(one -> targets.add(text("target", one)));
    if (targets.isEmpty()) {
      throw new IllegalArgumentException(
          "field 'target' must hold at least one answer, but was " + target);
    }
    return targets;
  }

  /** A list of scalars stands for its JSON. */
  private static String text(String field, JsonNode value) {
    if (!value.isArray() || value.isEmpty()) {
      return scalar(field, value);
    }
    value.forEach(span -> scalar(field, span));
    return value.toString();
  }

  /** Numbers and booleans stand for their text. */
  private static String scalar(String field, JsonNode value) {
    if (!value.isValueNode() || value.isNull()) {
      throw new IllegalArgumentException(
          "field '" + field + "' must be a string, but was " + value);
    }
    return value.asText();
  }
}
