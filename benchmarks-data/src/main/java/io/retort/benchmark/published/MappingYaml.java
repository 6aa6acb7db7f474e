package io.retort.benchmark.published;

import io.retort.benchmark.ProblemKind;
import io.retort.benchmark.published.Mapping.AnswerField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads a mapping from YAML. */
final class MappingYaml {

  private static final List<String> KEYS =
      List.of(
          "about",
          "aliases",
          "kind",
          "csv_columns",
          "unfold",
          "id",
          "context",
          "question",
          "question_text",
          "choices",
          "choice_columns",
          "choice_labels",
          "target",
          "alternatives",
          "solution",
          "solution_after",
          "subject",
          "subject_from_file",
          "level",
          "metadata",
          "counts");

  private final Map<?, ?> yaml;

  private MappingYaml(Map<?, ?> yaml) {
    this.yaml = yaml;
  }

  /**
   * The mapping in a text.
   *
   * @param name of the benchmark
   * @param origin what the text is called in messages
   * @throws IllegalArgumentException naming the key that is wrong
   */
  static Mapping read(String name, String origin, String text) {
    try {
      return new MappingYaml(map(text)).mapping(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(origin + ": " + e.getMessage(), e);
    }
  }

  /** Other names of the benchmark. */
  static List<String> aliases(String text) {
    return new MappingYaml(map(text)).texts("aliases");
  }

  private static Map<?, ?> map(String text) {
    try {
      Object yaml = new Load(LoadSettings.builder().build()).loadFromString(text);
      if (yaml instanceof Map<?, ?> map) {
        return map;
      }
      throw new IllegalArgumentException("must be a mapping of keys to values, but is " + yaml);
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException(
          "must be YAML, but: " + String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", "; "),
          e);
    }
  }

  private Mapping mapping(String name) {
    for (Object key : yaml.keySet()) {
      if (!KEYS.contains(String.valueOf(key))) {
        throw new IllegalArgumentException(
            "key '" + key + "' is unknown; known keys: " + String.join(", ", KEYS));
      }
    }
    ProblemKind kind = ProblemKind.of(text("kind"));
    if (texts("question").isEmpty()) {
      throw new IllegalArgumentException("key 'question' must name a field, but is not there");
    }
    if (kind.hasTarget() && !yaml.containsKey("target")) {
      throw new IllegalArgumentException("key 'target' must name a field, but is not there");
    }
    return new Mapping(
        name,
        text("about"),
        kind,
        texts("csv_columns"),
        text("unfold"),
        texts("id"),
        texts("context"),
        texts("question"),
        text("question_text"),
        texts("choices"),
        texts("choice_columns"),
        Boolean.TRUE.equals(yaml.get("choice_labels")),
        answers("target"),
        answers("alternatives"),
        texts("solution"),
        text("solution_after"),
        texts("subject"),
        pattern("subject_from_file"),
        texts("level"),
        metadata(),
        counts());
  }

  private String text(String key) {
    return yaml.containsKey(key) ? String.valueOf(yaml.get(key)) : "";
  }

  private List<?> list(String key) {
    Object value = yaml.get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException("key '" + key + "' must be a list, but is '" + value + "'");
  }

  private List<String> texts(String key) {
    return list(key).stream().map(String::valueOf).toList();
  }

  private List<AnswerField> answers(String key) {
    List<AnswerField> fields = new ArrayList<>();
    for (Object item : list(key)) {
      if (item instanceof Map<?, ?> field) {
        fields.add(
            new AnswerField(
                String.valueOf(field.get("field")),
                TargetForm.of(String.valueOf(field.get("as")))));
      } else {
        fields.add(new AnswerField(String.valueOf(item), TargetForm.TEXT));
      }
    }
    return fields;
  }

  private Optional<Pattern> pattern(String key) {
    try {
      return yaml.containsKey(key) ? Optional.of(Pattern.compile(text(key))) : Optional.empty();
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "key '" + key + "' must be a regular expression, but is '" + text(key) + "'", e);
    }
  }

  private Map<String, String> metadata() {
    Map<String, String> fields = new LinkedHashMap<>();
    if (yaml.get("metadata") instanceof Map<?, ?> map) {
      map.forEach((name, field) -> fields.put(String.valueOf(name), String.valueOf(field)));
    } else {
      texts("metadata").forEach(field -> fields.put(field, field));
    }
    return fields;
  }

  private Map<String, Integer> counts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    if (yaml.get("counts") instanceof Map<?, ?> map) {
      map.forEach((name, count) -> counts.put(String.valueOf(name), whole(name, count)));
    }
    return counts;
  }

  private static Integer whole(@Nullable Object name, @Nullable Object count) {
    if (count instanceof Integer number) {
      return number;
    }
    throw new IllegalArgumentException(
        "the count '" + name + "' must be a whole number, but is '" + count + "'");
  }
}
