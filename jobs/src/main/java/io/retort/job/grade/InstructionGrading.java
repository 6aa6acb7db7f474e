package io.retort.job.grade;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.retort.grader.CompletionText;
import io.retort.grader.ReasoningSplit;
import io.retort.grader.Verdict;
import io.retort.grader.ifeval.IfEval;
import io.retort.grader.ifeval.Instruction;
import io.retort.grader.ifeval.Instructions;
import io.retort.grader.text.Grade;
import io.retort.job.lines.Fields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Grades rows of IFEval: {@code instructions} with their {@code kwargs}, and either a {@code
 * response} as it is or a {@code completion}, of which what follows {@code </think>} is checked.
 * Correct is what follows every instruction strictly.
 */
record InstructionGrading() implements RowGrader {

  /** The name that commands call it by. */
  static final String NAME = "ifeval";

  private static final JsonMapper JSON = new JsonMapper();

  @Override
  public Set<String> reads() {
    return Set.of("instructions", "kwargs", "response", "completion", "finish_reason", "error");
  }

  @Override
  public boolean checksInstructions() {
    return true;
  }

  /**
   * A verdict on all instructions together.
   *
   * @param checks the verdict on each
   */
  record Judged(Verdict verdict, IfEval checks) {}

  @Override
  public GradedRow grade(Fields row) {
    Judged judged = judge(row);
    return GradedRow.of(Grade.of(judged.verdict()), Optional.of(judged.checks()));
  }

  Judged judge(Fields row) {
    List<String> ids = ids(row);
    List<Instruction> instructions = instructions(ids, row.list("kwargs"));
    if (row.has("response") || !row.row().has("completion")) {
      return checked(row.text("response"), ids, instructions);
    }
    CompletionText completion = CompletionOf.row(row);
    return switch (completion.finishReason()) {
      case "error" -> unchecked(new Verdict.EngineError(completion.error()), ids);
      case "length" ->
          unchecked(
              new Verdict.Truncated(
                  "the token budget ran out after " + completion.text().length() + " characters"),
              ids);
      default -> afterReasoning(completion.text(), ids, instructions);
    };
  }

  private static Judged afterReasoning(
      String text, List<String> ids, List<Instruction> instructions) {
    ReasoningSplit split = ReasoningSplit.of(text);
    return split.isClosed()
        ? checked(split.answer(), ids, instructions)
        : unchecked(
            new Verdict.Unparsed(
                "the reasoning has no </think> at its end (" + text.length() + " characters)"),
            ids);
  }

  private static Judged checked(String response, List<String> ids, List<Instruction> instructions) {
    IfEval checks = IfEval.of(response, instructions);
    String explanation =
        "strictly "
            + followed(checks.strict())
            + ", loosely "
            + followed(checks.loose())
            + " of "
            + ids.size()
            + " instructions followed"
            + missed(ids, checks.strict());
    Verdict verdict =
        checks.isStrict()
            ? new Verdict.Correct("", explanation)
            : new Verdict.Wrong("", explanation);
    return new Judged(verdict, checks);
  }

  private static Judged unchecked(Verdict verdict, List<String> ids) {
    List<Boolean> none = Collections.nCopies(ids.size(), false);
    return new Judged(verdict, new IfEval(none, none));
  }

  private static int followed(List<Boolean> checks) {
    return Collections.frequency(checks, true);
  }

  private static String missed(List<String> ids, List<Boolean> strict) {
    List<String> missed = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      if (!strict.get(i)) {
        missed.add(ids.get(i));
      }
    }
    return missed.isEmpty() ? "" : "; not " + String.join(", ", missed);
  }

  private static List<String> ids(Fields row) {
    List<String> ids = new ArrayList<>();
    for (JsonNode id : row.list("instructions")) {
      if (!id.isTextual()) {
        throw new IllegalArgumentException(
            "field 'instructions' must be an array of strings, but was " + row.any("instructions"));
      }
      ids.add(id.textValue());
    }
    if (ids.isEmpty()) {
      throw new IllegalArgumentException(
          "field 'instructions' must hold at least one instruction, but was []");
    }
    return ids;
  }

  private static List<Instruction> instructions(List<String> ids, List<JsonNode> kwargs) {
    if (ids.size() != kwargs.size()) {
      throw new IllegalArgumentException(
          "fields 'instructions' and 'kwargs' must be of equal length, but have "
              + ids.size()
              + " and "
              + kwargs.size()
              + " items");
    }
    List<Instruction> instructions = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      if (!kwargs.get(i).isObject()) {
        throw new IllegalArgumentException(
            "field 'kwargs' must be an array of objects, but has " + kwargs.get(i));
      }
      Map<String, Object> arguments =
          JSON.convertValue(kwargs.get(i), new TypeReference<Map<String, Object>>() {});
      instructions.add(Instructions.read(ids.get(i), arguments));
    }
    return instructions;
  }
}
