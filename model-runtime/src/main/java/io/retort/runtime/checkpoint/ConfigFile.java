package io.retort.runtime.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the keys of a JSON object; every error names the file, the key and what was found. */
final class ConfigFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path path;
  private final JsonNode root;

  private ConfigFile(Path path, JsonNode root) {
    this.path = path;
    this.root = root;
  }

  static ConfigFile read(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException(
          path + " must exist, but does not; a checkpoint is a Hugging Face folder");
    }
    try {
      JsonNode root = JSON.readTree(Files.readAllBytes(path));
      if (!root.isObject()) {
        throw new IllegalArgumentException(
            path + " must hold a JSON object, but holds " + kind(root));
      }
      return new ConfigFile(path, root);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          path + " must be JSON, but is not: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  Path path() {
    return path;
  }

  boolean has(String key) {
    JsonNode value = root.path(key);
    return !value.isMissingNode() && !value.isNull();
  }

  /** The object under a key, as a file of its own for messages. */
  ConfigFile object(String key) {
    if (!root.path(key).isObject()) {
      throw wrong(key, "an object");
    }
    return new ConfigFile(path.resolveSibling(path.getFileName() + ": " + key), root.path(key));
  }

  /** Whether some value is an object itself. */
  boolean hasObjects() {
    return root.properties().stream().anyMatch(entry -> entry.getValue().isObject());
  }

  /** What stands under a key that is absent, with messages as if it were an empty object. */
  ConfigFile empty(String key) {
    return new ConfigFile(
        path.resolveSibling(path.getFileName() + ": " + key), JSON.createObjectNode());
  }

  int positive(String key) {
    return atLeast(key, 1);
  }

  int atLeast(String key, int least) {
    JsonNode value = root.path(key);
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < least) {
      throw wrong(key, "an integer of at least " + least);
    }
    return value.intValue();
  }

  int atLeast(String key, int least, int absent) {
    return has(key) ? atLeast(key, least) : absent;
  }

  /**
   * 0 for null, but a key that must stand in the file: families differ in what they do without it.
   */
  int atLeastOrNull(String key, int least) {
    if (root.path(key).isMissingNode()) {
      throw wrong(key, "an integer of at least " + least + " or null");
    }
    return root.path(key).isNull() ? 0 : atLeast(key, least);
  }

  int even(String key) {
    int value = positive(key);
    if (value % 2 != 0) {
      throw wrong(key, "even");
    }
    return value;
  }

  double number(String key) {
    JsonNode value = root.path(key);
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw wrong(key, "a number");
    }
    return value.doubleValue();
  }

  double number(String key, double absent) {
    return has(key) ? number(key) : absent;
  }

  double positiveNumber(String key) {
    double value = number(key);
    if (value <= 0) {
      throw wrong(key, "a number above 0");
    }
    return value;
  }

  boolean flag(String key, boolean absent) {
    if (!has(key)) {
      return absent;
    }
    if (!root.path(key).isBoolean()) {
      throw wrong(key, "true or false");
    }
    return root.path(key).booleanValue();
  }

  String text(String key, String absent) {
    if (!has(key)) {
      return absent;
    }
    if (!root.path(key).isTextual()) {
      throw wrong(key, "text");
    }
    return root.path(key).textValue();
  }

  /** A list of texts; empty if absent. */
  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (JsonNode value : root.path(key)) {
      texts.add(value.asText());
    }
    return texts;
  }

  /** A number or a list of numbers, as generation_config.json writes its stop tokens. */
  int[] integers(String key) {
    JsonNode value = root.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return new int[0];
    }
    if (value.isInt()) {
      return new int[] {value.intValue()};
    }
    int[] numbers = new int[value.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!value.path(i).isInt()) {
        throw wrong(key, "an integer or a list of integers");
      }
      numbers[i] = value.path(i).intValue();
    }
    if (!value.isArray()) {
      throw wrong(key, "an integer or a list of integers");
    }
    return numbers;
  }

  /** Demands one value of a key that may be absent: other values would silently change numbers. */
  void demand(String key, String only) {
    if (has(key) && !root.path(key).asText().equals(only)) {
      throw wrong(key, only + " (nothing else is supported)");
    }
  }

  IllegalArgumentException wrong(String key, String wanted) {
    JsonNode value = root.path(key);
    return new IllegalArgumentException(
        path
            + ": '"
            + key
            + "' must be "
            + wanted
            + ", but was "
            + (value.isMissingNode() ? "missing" : shortened(value.toString())));
  }

  private static String shortened(String value) {
    return value.length() <= 80 ? value : value.substring(0, 80) + "…";
  }

  private static String kind(JsonNode node) {
    return node.isMissingNode()
        ? "nothing"
        : "a JSON " + node.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
  }
}
