package io.retort.grader.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Optional;

/**
 * Checks JSON against the part of JSON Schema that answers are asked for in: {@code type} (one or
 * several), {@code required}, {@code properties}, {@code additionalProperties: false}, {@code
 * items}, {@code enum}, {@code const}. Other keywords are ignored.
 */
final class JsonShape {

  private JsonShape() {}

  /** The first way in which {@code found} is not as {@code schema} wants it. */
  static Optional<String> difference(JsonNode found, JsonNode schema, String path) {
    String place = JsonDifference.place(path);
    if (schema.has("type") && !hasType(found, schema.get("type"))) {
      return Optional.of(
          place + " must be of type " + schema.get("type") + ", but was " + quoted(found));
    }
    if (schema.has("const") && !equal(found, schema.get("const"))) {
      return Optional.of(place + " must be " + schema.get("const") + ", but was " + quoted(found));
    }
    if (schema.has("enum") && !isAmong(found, schema.get("enum"))) {
      return Optional.of(
          place + " must be one of " + schema.get("enum") + ", but was " + quoted(found));
    }
    Optional<String> inFields =
        found.isObject() ? differenceInFields(found, schema, path) : Optional.empty();
    return inFields.isPresent() || !found.isArray()
        ? inFields
        : differenceInItems(found, schema, path);
  }

  private static Optional<String> differenceInFields(JsonNode found, JsonNode schema, String path) {
    for (JsonNode name : schema.path("required")) {
      if (!found.has(name.asText())) {
        return Optional.of(
            JsonDifference.place(path) + " has no field " + Shown.quoted(name.asText()));
      }
    }
    JsonNode properties = schema.path("properties");
    boolean isClosed =
        schema.has("additionalProperties") && !schema.get("additionalProperties").asBoolean(true);
    for (Iterator<String> names = found.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (isClosed && !properties.has(name)) {
        return Optional.of(
            JsonDifference.place(path) + " has a field too many: " + Shown.quoted(name));
      }
      Optional<String> difference =
          difference(found.get(name), properties.path(name), path + "/" + name);
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> differenceInItems(JsonNode found, JsonNode schema, String path) {
    for (int i = 0; i < found.size(); i++) {
      Optional<String> difference = difference(found.get(i), schema.path("items"), path + "/" + i);
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  private static boolean hasType(JsonNode found, JsonNode type) {
    if (type.isArray()) {
      for (JsonNode one : type) {
        if (hasType(found, one)) {
          return true;
        }
      }
      return false;
    }
    return switch (type.asText()) {
      case "object" -> found.isObject();
      case "array" -> found.isArray();
      case "string" -> found.isTextual();
      case "boolean" -> found.isBoolean();
      case "null" -> found.isNull();
      case "number" -> found.isNumber();
      case "integer" -> found.isNumber() && JsonText.value(found).scale() <= 0;
      default -> false;
    };
  }

  private static boolean isAmong(JsonNode found, JsonNode values) {
    for (JsonNode value : values) {
      if (equal(found, value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean equal(JsonNode found, JsonNode wanted) {
    return JsonDifference.between(found, wanted, false).isEmpty();
  }

  private static String quoted(JsonNode node) {
    return Shown.quoted(node.toString());
  }
}
