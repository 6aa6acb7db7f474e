package io.retort.benchmark.published;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.benchmark.Message;
import io.retort.benchmark.Problem;
import io.retort.benchmark.ProblemKind;
import io.retort.benchmark.published.Mapping.AnswerField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One row read by a mapping.
 *
 * @param stem name of its file without the ending
 */
record MappedRow(Mapping mapping, String stem, ObjectNode fields) {

  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)\\}");
  private static final Pattern DIGITS = Pattern.compile("\\d{1,9}");

  /**
   * The problem in the row.
   *
   * @param number of the row in the whole benchmark, from 1, for rows without an id
   * @throws IllegalArgumentException naming what the row lacks or has wrong
   */
  Problem problem(int number) {
    List<String> answers = answers();
    return new Problem(
        first(mapping.id())
            .map(Scalars::text)
            .orElseGet(() -> String.format(Locale.ROOT, "%s-%04d", mapping.name(), number)),
        mapping.name(),
        mapping.kind(),
        first(mapping.context()).map(Scalars::text).orElse(""),
        List.of(new Message("user", question())),
        choices(),
        answers.isEmpty() ? "" : answers.get(0),
        answers.isEmpty() ? List.of() : answers.subList(1, answers.size()),
        subject(),
        first(mapping.level()).map(MappedRow::level).orElse(0),
        metadata(),
        solution());
  }

  private Optional<JsonNode> first(List<String> names) {
    return names.stream().filter(fields::hasNonNull).<JsonNode>map(fields::get).findFirst();
  }

  private IllegalArgumentException missing(String what, List<String> names) {
    List<String> there = new ArrayList<>();
    fields.fieldNames().forEachRemaining(there::add);
    return new IllegalArgumentException(
        "the "
            + what
            + " must be in the field "
            + String.join(" or ", names)
            + ", but the fields are: "
            + String.join(", ", there));
  }

  private String question() {
    String question =
        first(mapping.question())
            .map(Scalars::text)
            .orElseThrow(() -> missing("question", mapping.question()));
    if (question.isBlank()) {
      throw new IllegalArgumentException("the question must hold text, but is empty");
    }
    return mapping.questionText().isEmpty()
        ? question
        : PLACE
            .matcher(mapping.questionText())
            .replaceAll(place -> Matcher.quoteReplacement(part(place.group(1), question)));
  }

  private String part(String name, String question) {
    if (name.equals("question")) {
      return question;
    }
    JsonNode value = first(List.of(name)).orElseThrow(() -> missing(name, List.of(name)));
    return value.isArray() ? String.join("\n", Scalars.texts(value)) : Scalars.text(value);
  }

  private List<String> choices() {
    if (mapping.kind() != ProblemKind.CHOICE) {
      return List.of();
    }
    List<String> choices = new ArrayList<>();
    Optional<JsonNode> list = first(mapping.choices());
    if (list.isPresent()) {
      choices.addAll(Scalars.texts(list.get()));
    } else {
      for (String column : mapping.choiceColumns()) {
        choices.add(Scalars.text(first(List.of(column)).orElseThrow(this::noChoices)));
      }
    }
    if (choices.isEmpty()) {
      throw noChoices();
    }
    return mapping.hasChoiceLabels() ? withoutLabels(choices) : choices;
  }

  private IllegalArgumentException noChoices() {
    List<String> names = new ArrayList<>(mapping.choices());
    if (!mapping.choiceColumns().isEmpty()) {
      names.add(String.join(", ", mapping.choiceColumns()));
    }
    return missing("options", names);
  }

  private static List<String> withoutLabels(List<String> choices) {
    List<String> letters = Problem.letters(choices.size());
    List<String> bare = new ArrayList<>();
    for (int i = 0; i < choices.size(); i++) {
      String label = letters.get(i) + ")";
      if (!choices.get(i).startsWith(label)) {
        throw new IllegalArgumentException(
            "an option must begin with '" + label + "', but is '" + choices.get(i) + "'");
      }
      bare.add(choices.get(i).substring(label.length()).strip());
    }
    return bare;
  }

  /** The target, then its alternatives; empty only where the kind needs none. */
  private List<String> answers() {
    Set<String> answers = new LinkedHashSet<>(answer(mapping.target()));
    if (answers.isEmpty() && mapping.kind().hasTarget()) {
      throw missing("answer", mapping.target().stream().map(AnswerField::field).toList());
    }
    answers.addAll(answer(mapping.alternatives()));
    if (answers.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("the answer must hold text, but is empty");
    }
    return List.copyOf(answers);
  }

  private List<String> answer(List<AnswerField> candidates) {
    return candidates.stream()
        .filter(candidate -> fields.hasNonNull(candidate.field()))
        .findFirst()
        .map(candidate -> candidate.form().read(fields.get(candidate.field())))
        .orElse(Collections.emptyList());
  }

  private String solution() {
    String text = first(mapping.solution()).map(Scalars::text).orElse("");
    return text.startsWith(mapping.solutionAfter())
        ? text.substring(mapping.solutionAfter().length())
        : text;
  }

  private String subject() {
    Optional<JsonNode> subject = first(mapping.subject());
    if (subject.isPresent()) {
      JsonNode value = subject.get();
      return Scalars.text(value.isArray() ? value.path(0) : value);
    }
    return mapping
        .subjectFromFile()
        .map(pattern -> pattern.matcher(stem))
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .orElse("");
  }

  private static int level(JsonNode value) {
    if (value.isNumber()) {
      return value.intValue();
    }
    Matcher digits = DIGITS.matcher(value.asText());
    return digits.find() ? Integer.parseInt(digits.group()) : 0;
  }

  private String metadata() {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    mapping
        .metadata()
        .forEach(
            (name, field) -> {
              if (fields.hasNonNull(field)) {
                metadata.set(name, withoutNulls(fields.get(field)));
              }
            });
    return metadata.isEmpty() ? Problem.NO_METADATA : metadata.toString();
  }

  /** Some publishers fill every argument that an instruction does not have with null. */
  private static JsonNode withoutNulls(JsonNode value) {
    if (value.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      value.forEach(item -> array.add(withoutNulls(item)));
      return array;
    }
    if (!value.isObject()) {
      return value;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    value
        .properties()
        .forEach(
            entry -> {
              if (!entry.getValue().isNull()) {
                object.set(entry.getKey(), withoutNulls(entry.getValue()));
              }
            });
    return object;
  }
}
