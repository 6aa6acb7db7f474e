package io.retort.benchmark;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.benchmark.rows.Faults;
import io.retort.benchmark.rows.JsonText;
import io.retort.benchmark.rows.RowFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The project's own problem format, one object each: {@code id}, {@code question} (one user turn)
 * or {@code messages} (turns of {@code role} and {@code content}), {@code target}, and optionally
 * {@code kind}, {@code context}, {@code choices}, {@code alternatives}, {@code solution}, {@code
 * subject}, {@code level} and {@code metadata}. Other fields are errors, so that a misspelt one is
 * not lost.
 */
final class CanonicalProblem {

  private static final List<String> FIELDS =
      List.of(
          "id",
          "kind",
          "context",
          "question",
          "messages",
          "choices",
          "target",
          "alternatives",
          "solution",
          "subject",
          "level",
          "metadata");
  private static final JsonMapper JSON = new JsonMapper();

  private CanonicalProblem() {}

  /**
   * The problems of a file.
   *
   * @param benchmark the name the problems get
   * @throws IllegalArgumentException naming the place and the field of everything that is wrong
   */
  static List<Problem> readAll(String benchmark, String source, RowFile file) {
    List<Problem> problems = new ArrayList<>();
    Map<String, String> placeOfId = new HashMap<>();
    Faults faults = new Faults(source);
    file.read(
        faults,
        row -> {
          Problem problem = of(benchmark, row.fields());
          String earlier = placeOfId.putIfAbsent(problem.id(), row.place());
          if (earlier != null) {
            throw notUnique(problem.id(), earlier);
          }
          problems.add(problem);
        });
    faults.throwIfAny();
    requireAny(problems, source);
    return problems;
  }

  static IllegalArgumentException notUnique(String id, String earlier) {
    return new IllegalArgumentException(
        "id must be unique, but '" + id + "' is that of " + earlier + " too");
  }

  static void requireAny(List<Problem> problems, String source) {
    if (problems.isEmpty()) {
      throw new IllegalArgumentException(source + ": must hold at least one problem, but has none");
    }
  }

  /** The problem of one row. */
  static Problem of(String benchmark, ObjectNode fields) {
    CanonicalRow row = new CanonicalRow(fields);
    row.requireOnly(FIELDS);
    List<String> choices = row.texts("choices");
    ProblemKind kind =
        row.has("kind")
            ? ProblemKind.of(row.text("kind"))
            : choices.isEmpty() ? ProblemKind.MATH : ProblemKind.CHOICE;
    return new Problem(
        row.text("id"),
        benchmark,
        kind,
        row.textOr("context", ""),
        messages(row),
        choices,
        kind.hasTarget() ? row.text("target") : row.textOr("target", ""),
        row.texts("alternatives"),
        row.textOr("subject", ""),
        row.countOr("level", 0),
        row.objectOr("metadata", Problem.NO_METADATA),
        row.textOr("solution", ""));
  }

  private static List<Message> messages(CanonicalRow row) {
    if (row.has("question") == row.has("messages")) {
      throw new IllegalArgumentException(
          "one of the fields 'question' and 'messages' must be there, but "
              + (row.has("question") ? "both" : "neither")
              + " was");
    }
    return row.has("messages")
        ? row.messages()
        : List.of(new Message("user", row.text("question")));
  }

  /** The question, if it is all that is said. */
  static Optional<String> onlyQuestion(Problem problem) {
    List<Message> messages = problem.messages();
    return messages.size() == 1 && messages.get(0).role().equals("user")
        ? Optional.of(messages.get(0).content())
        : Optional.empty();
  }

  /** An object that reads as this problem; the kind is left out where it goes without saying. */
  static ObjectNode json(Problem problem) {
    ObjectNode json = JSON.createObjectNode().put("id", problem.id());
    if (problem.kind() != ProblemKind.MATH && problem.kind() != ProblemKind.CHOICE) {
      json.put("kind", problem.kind().word());
    }
    putUnlessEmpty(json, "context", problem.context());
    onlyQuestion(problem)
        .ifPresentOrElse(
            question -> json.put("question", question),
            () ->
                problem
                    .messages()
                    .forEach(
                        message ->
                            json.withArray("messages")
                                .addObject()
                                .put("role", message.role())
                                .put("content", message.content())));
    problem.choices().forEach(choice -> json.withArray("choices").add(choice));
    putUnlessEmpty(json, "target", problem.target());
    problem.alternatives().forEach(answer -> json.withArray("alternatives").add(answer));
    putUnlessEmpty(json, "solution", problem.solution());
    putUnlessEmpty(json, "subject", problem.subject());
    if (problem.level() > 0) {
      json.put("level", problem.level());
    }
    if (!problem.metadata().equals(Problem.NO_METADATA)) {
      json.set("metadata", JsonText.object(problem.metadata()));
    }
    return json;
  }

  private static void putUnlessEmpty(ObjectNode json, String field, String value) {
    if (!value.isEmpty()) {
      json.put(field, value);
    }
  }
}
