package io.retort.job.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A YAML text as dotted keys: {@code sampling: {seed: 7}} becomes {@code sampling.seed -> 7}.
 *
 * <p>Values are String, Integer, Long, BigInteger, Double, Boolean, or a List as YAML gives it. A
 * key without a value is reported and left out.
 */
final class FlatYaml {

  private final String origin;
  private final List<String> problems;
  private final Map<String, Object> values = new LinkedHashMap<>();

  private FlatYaml(String origin, List<String> problems) {
    this.origin = origin;
    this.problems = problems;
  }

  /**
   * Reads a whole file.
   *
   * @param origin named in every problem, such as the file's path
   * @param problems what is wrong with the text is added here
   */
  static Map<String, Object> parse(String text, String origin, List<String> problems) {
    FlatYaml flat = new FlatYaml(origin, problems);
    Object root;
    try {
      root = load(text, origin);
    } catch (YamlEngineException e) {
      problems.add(origin + ": must be YAML, but: " + oneLine(e));
      return Map.of();
    }
    if (root instanceof Map<?, ?> map) {
      flat.addAll("", map);
    } else if (root != null) { // an empty file says nothing, which is fine
      problems.add(origin + ": must be a mapping of keys to values, but was '" + root + "'");
    }
    return flat.values;
  }

  /** Reads the right-hand side of {@code --set key=value}; the empty text is the empty string. */
  static Object scalar(String text) {
    try {
      Object value = load(text, "--set");
      return value == null || value instanceof Map || value instanceof List ? text : value;
    } catch (YamlEngineException e) {
      return text; // such as a path that starts with '@': not YAML, but a fine string
    }
  }

  /** Reads the right-hand side of {@code --set key=value} where the key takes a list. */
  static Object list(String text) {
    try {
      return load(text, "--set") instanceof List<?> list ? list : text;
    } catch (YamlEngineException e) {
      return text;
    }
  }

  private void addAll(String prefix, Map<?, ?> map) {
    map.forEach((key, value) -> add(prefix + key, value));
  }

  private void add(String key, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      addAll(key + ".", map);
    } else if (value == null) {
      problems.add(origin + ": " + key + " must have a value, but has none; leave the key out");
    } else {
      values.put(key, value);
    }
  }

  private static @Nullable Object load(String text, String label) {
    return new Load(LoadSettings.builder().setLabel(label).build()).loadFromString(text);
  }

  private static String oneLine(YamlEngineException e) {
    return String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ");
  }
}
