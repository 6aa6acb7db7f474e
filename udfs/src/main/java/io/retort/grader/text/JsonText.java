package io.retort.grader.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.TreeSet;

/** JSON within texts. */
final class JsonText {

  private static final String FENCE = "```";

  /** Depth is bounded by the parser, at 1,000. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private JsonText() {}

  /** The value if {@code text} is one and nothing else. */
  static Optional<JsonNode> read(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return node.isMissingNode() ? Optional.empty() : Optional.of(node);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** The value in the last code fence, whatever language it names. */
  static Optional<JsonNode> lastFenced(String text) {
    int end = text.lastIndexOf(FENCE);
    int start = end < 0 ? -1 : text.lastIndexOf(FENCE, end - 1);
    int line = start < 0 ? -1 : text.indexOf('\n', start);
    return line < 0 || line > end ? Optional.empty() : read(text.substring(line, end));
  }

  /** Keys in the order of the alphabet, numbers without trailing zeros. */
  static String canonical(JsonNode node) {
    return sorted(node).toString();
  }

  private static JsonNode sorted(JsonNode node) {
    if (node.isObject()) {
      ObjectNode object = JSON.createObjectNode();
      TreeSet<String> names = new TreeSet<>();
      node.fieldNames().forEachRemaining(names::add);
      names.forEach(name -> object.set(name, sorted(node.get(name))));
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = JSON.createArrayNode();
      node.forEach(item -> array.add(sorted(item)));
      return array;
    }
    return node.isNumber() ? JsonNodeFactory.instance.numberNode(value(node)) : node;
  }

  /** The value with its trailing zeros gone, so that 1, 1.0 and 1e0 are the same. */
  static BigDecimal value(JsonNode number) {
    return number.decimalValue().stripTrailingZeros();
  }
}
