package io.retort.job.lines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The fields of one row, asked for by type. What is not as asked is an {@link
 * IllegalArgumentException} naming the field, what it must be and what it was. A field that is null
 * counts as left out.
 *
 * @param row read, never changed
 */
public record Fields(ObjectNode row) {

  public boolean has(String field) {
    return row.hasNonNull(field);
  }

  /** A field of any type. */
  public JsonNode any(String field) {
    if (!has(field)) {
      List<String> names = new ArrayList<>();
      row.fieldNames().forEachRemaining(names::add);
      throw new IllegalArgumentException(
          "field '" + field + "' must be there, but the fields are: " + String.join(", ", names));
    }
    return row.get(field);
  }

  public String text(String field) {
    return require(field, "a string", JsonNode::isTextual).textValue();
  }

  /** An integer; 3.0 is one too, because other tools write it so. */
  public int integer(String field) {
    return require(field, "an integer", Fields::isInteger).intValue();
  }

  public double number(String field) {
    return require(field, "a number", JsonNode::isNumber).doubleValue();
  }

  public double numberOr(String field, double otherwise) {
    return has(field) ? number(field) : otherwise;
  }

  public double[] numbers(String field) {
    return items(field, "an array of numbers", JsonNode::isNumber)
        .mapToDouble(JsonNode::doubleValue)
        .toArray();
  }

  public int[] integers(String field) {
    return items(field, "an array of integers", Fields::isInteger)
        .mapToInt(JsonNode::intValue)
        .toArray();
  }

  /** An array of whatever. */
  public List<JsonNode> list(String field) {
    return items(field, "an array", item -> true).toList();
  }

  private Stream<JsonNode> items(String field, String what, Predicate<JsonNode> isRight) {
    JsonNode array = require(field, what, node -> node.isArray() && stream(node).allMatch(isRight));
    return stream(array);
  }

  private JsonNode require(String field, String what, Predicate<JsonNode> isRight) {
    JsonNode value = any(field);
    if (!isRight.test(value)) {
      throw new IllegalArgumentException(
          "field '" + field + "' must be " + what + ", but was " + value);
    }
    return value;
  }

  private static boolean isInteger(JsonNode node) {
    return node.isNumber()
        && node.canConvertToInt()
        && node.doubleValue() == Math.rint(node.doubleValue());
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
