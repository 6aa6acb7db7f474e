package io.retort.benchmark.rows;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
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
    JsonNode node = parse(text, "one JSON object");
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalArgumentException("must be a JSON object, but was " + node);
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
    return parse(text, "JSON");
  }

  private static JsonNode parse(String text, String wanted) {
    try (JsonParser parser = JSON.createParser(text)) {
      try {
        JsonNode node = JSON.readTree(parser);
        return Objects.requireNonNullElse(node, MissingNode.getInstance()); // a blank text
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException(
            "must be " + wanted + ", but is broken: " + reason(e) + place(parser, e), e);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot be read", e);
    }
  }

  private static String reason(JsonProcessingException e) {
    return SOURCE.matcher(e.getOriginalMessage()).replaceAll("");
  }

  /**
   * The character at which the parser stopped. It knows better than the exception, whose place is
   * the start or the end of a wrong word, depending on Jackson's version.
   */
  private static String place(JsonParser parser, JsonProcessingException e) {
    JsonLocation behind = parser.currentLocation();
    int column = behind.getColumnNr() - (e instanceof JsonEOFException ? 0 : 1);
    return behind.getLineNr() == 1
        ? " (column " + column + ")"
        : " (line " + behind.getLineNr() + ", column " + column + ")";
  }
}
