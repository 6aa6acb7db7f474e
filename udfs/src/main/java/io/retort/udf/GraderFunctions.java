package io.retort.udf;

import static io.retort.udf.SqlTypes.BOOLEANS;
import static io.retort.udf.SqlTypes.DOUBLE;
import static io.retort.udf.SqlTypes.TEXT;
import static io.retort.udf.SqlTypes.TEXTS;
import static io.retort.udf.SqlValues.text;
import static io.retort.udf.SqlValues.texts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.retort.grader.CompletionText;
import io.retort.grader.ifeval.IfEval;
import io.retort.grader.ifeval.Instruction;
import io.retort.grader.ifeval.Instructions;
import io.retort.grader.text.AnswerGrader;
import io.retort.grader.text.Grade;
import io.retort.grader.text.Graders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Graders by name, as {@link Graders} knows them, and IFEval. */
final class GraderFunctions {

  private static final JsonMapper JSON = new JsonMapper();

  private static final StructType GRADE =
      new StructType()
          .add("outcome", TEXT, false)
          .add("extracted", TEXT, false)
          .add("points", DOUBLE, false)
          .add("explanation", TEXT, false);

  private static final StructType CHECKS =
      new StructType().add("strict", BOOLEANS, false).add("loose", BOOLEANS, false);

  static final List<SqlFunction> ALL =
      List.of(
          SqlFunction.of(
                  "grade",
                  List.of(TEXT, TEXT, TEXT, TEXT, TEXT),
                  GRADE,
                  "(grader, completion, finish_reason, error, target): the verdict on a completion."
                      + " A null completion or finish reason is an engine_error; a null target"
                      + " fails the job, because the benchmark is then broken.",
                  "grade('exact', 'so</think>The Nile', 'stop', NULL, 'Nile')",
                  "{correct, The Nile, 1.0, 'The Nile' equals the target 'Nile'}",
                  GraderFunctions::grade)
              .seeingNulls(),
          SqlFunction.of(
                  "grade_answer",
                  List.of(TEXT, TEXT, TEXT),
                  GRADE,
                  "(grader, answer, target): the verdict on a bare answer. A null answer is"
                      + " unparsed; a null target fails the job.",
                  "grade_answer('f1', 'red apples', 'two apples')",
                  "{wrong, red apples, 0.5, F1 of 'red apples' and the target 'two apples' is"
                      + " 0.5000}",
                  GraderFunctions::gradeAnswer)
              .seeingNulls(),
          SqlFunction.of(
              "ifeval",
              List.of(TEXT, TEXTS, TEXTS),
              CHECKS,
              "(response, instructions, kwargs): which instructions are followed; kwargs are JSON"
                  + " objects, one for each instruction.",
              "ifeval('Sure:\\n\"so\"', array('startend:quotation'), array('{}'))",
              "{[false], [true]}",
              GraderFunctions::ifEval));

  private GraderFunctions() {}

  private static Object grade(List<@Nullable Object> a) {
    return row(
        grader(a.get(0))
            .judge(completion(a.get(1), a.get(2), a.get(3)), target("grade", a.get(4))));
  }

  private static Object gradeAnswer(List<@Nullable Object> a) {
    String answer = a.get(1) == null ? "" : text(a.get(1));
    return row(grader(a.get(0)).judgeAnswer(answer, target("grade_answer", a.get(2))));
  }

  private static AnswerGrader grader(@Nullable Object name) {
    if (name == null) {
      throw new IllegalArgumentException(
          "grader must be one of " + String.join(", ", Graders.names()) + ", but was null");
    }
    return Graders.named(text(name), Optional.empty());
  }

  private static String target(String function, @Nullable Object target) {
    if (target == null) {
      throw new IllegalArgumentException(
          function + ": target must not be null, but was; the problem has no answer key");
    }
    return text(target);
  }

  private static CompletionText completion(
      @Nullable Object completion, @Nullable Object finishReason, @Nullable Object error) {
    String cause = error == null ? "" : text(error);
    if (finishReason == null) {
      return CompletionText.failed("no finish reason");
    }
    return completion == null
        ? CompletionText.failed(cause.isEmpty() ? "no completion" : cause)
        : new CompletionText(text(finishReason), cause, text(completion));
  }

  private static Row row(Grade grade) {
    return RowFactory.create(
        grade.verdict().outcome(),
        grade.verdict().extracted(),
        grade.points(),
        grade.verdict().explanation());
  }

  private static Object ifEval(List<@Nullable Object> a) {
    List<String> ids = texts(a.get(1));
    List<String> kwargs = texts(a.get(2));
    if (ids.size() != kwargs.size()) {
      throw new IllegalArgumentException(
          "ifeval needs kwargs for each instruction, but "
              + ids.size()
              + " instructions have "
              + kwargs.size());
    }
    List<Instruction> instructions = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      instructions.add(Instructions.read(ids.get(i), arguments(kwargs.get(i))));
    }
    IfEval checks = IfEval.of(text(a.get(0)), instructions);
    return RowFactory.create(checks.strict(), checks.loose());
  }

  private static Map<String, Object> arguments(String json) {
    try {
      return JSON.readValue(json, new TypeReference<Map<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "kwargs must be a JSON object, but were '" + json + "'", e);
    }
  }
}
