package io.retort.benchmark.rows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/** Strict JSON: a field given twice and text after the end are errors. */
public final class JsonText {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  // Jackson's aside that shows the line, or that it does not, after its version's taste.
  private static final Pattern SOURCE = Pattern.compile(" \\(start marker at \\[Source: .*]\\)");

  private JsonText() {}

  /**
   * A text that is one object.
   *
   * @throws IllegalArgumentException if it is not, saying what it is or where it is broken
   */
  public static ObjectNode object(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new IllegalArgumentException("must be a JSON object, but was " + node);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "must be one JSON object, but is broken: "
              + reason(e)
              + " (column "
              + e.getLocation().getColumnNr()
              + ")",
          e);
    }
  }

  private static String reason(JsonProcessingException e) {
    return SOURCE.matcher(e.getOriginalMessage()).replaceAll("");
  }

  static boolean isObject(String text) {
    try {
      return JSON.readTree(text).isObject();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** A whole document, an array or an object. */
  static JsonNode document(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "must be JSON, but is broken: "
              + reason(e)
              + " (line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr()
              + ")",
          e);
    }
  }
}
