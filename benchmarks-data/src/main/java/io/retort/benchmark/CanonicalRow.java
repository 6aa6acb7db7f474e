package io.retort.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retort.benchmark.rows.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A row of the project's own format, whose fields are asked for by type. What is not as asked is an
 * {@link IllegalArgumentException} that names the field, what it must be and what it was.
 */
record CanonicalRow(ObjectNode fields) {

  void requireOnly(List<String> known) {
    for (String field : fieldNames()) {
      if (!known.contains(field)) {
        throw new IllegalArgumentException(
            "field '" + field + "' is unknown; known fields: " + String.join(", ", known));
      }
    }
  }

  boolean has(String field) {
    return fields.has(field);
  }

  /** A field that must be there and hold text. */
  String text(String field) {
    return text(fields, field);
  }

  /** A field that holds text, perhaps none, or is left out. */
  String textOr(String field, String otherwise) {
    return has(field) ? string(fields, field) : otherwise;
  }

  /** A field that holds an array of texts, or is left out. */
  List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    if (has(field)) {
      JsonNode array = fields.get(field);
      if (!array.isArray()) {
        throw new IllegalArgumentException(
            "field '" + field + "' must be an array of strings, but was " + array);
      }
      for (JsonNode item : array) {
        if (!item.isTextual()) {
          throw new IllegalArgumentException(
              "each of '" + field + "' must be a string, but one was " + item);
        }
        texts.add(item.textValue());
      }
    }
    return texts;
  }

  /** A field that holds an object, as such or as text, or is left out; as text. */
  String objectOr(String field, String otherwise) {
    if (!has(field)) {
      return otherwise;
    }
    JsonNode value = fields.get(field);
    if (value.isObject()) {
      return value.toString();
    }
    try {
      return JsonText.object(value.asText()).toString();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "field '" + field + "' must be an object, but was " + value, e);
    }
  }

  /** A field that holds an integer of at least 0, or is left out. */
  int countOr(String field, int otherwise) {
    if (!has(field)) {
      return otherwise;
    }
    JsonNode value = fields.get(field);
    if (!value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() < 0) {
      throw new IllegalArgumentException(
          "field '" + field + "' must be an integer of at least 0, but was " + value);
    }
    return value.intValue();
  }

  /** The field {@code messages}: at least one turn, the last of them the user's. */
  List<Message> messages() {
    JsonNode turns = fields.get("messages");
    if (!turns.isArray() || turns.isEmpty()) {
      throw new IllegalArgumentException(
          "field 'messages' must be an array of at least one turn, but was " + turns);
    }
    List<Message> messages = new ArrayList<>();
    for (JsonNode turn : turns) {
      if (!turn.isObject() || turn.size() != 2) {
        throw new IllegalArgumentException(
            "each of 'messages' must be an object of 'role' and 'content', but one was " + turn);
      }
      messages.add(new Message(role(turn), text(turn, "content")));
    }
    Message last = messages.get(messages.size() - 1);
    if (!last.role().equals("user")) {
      throw new IllegalArgumentException(
          "the last of 'messages' must be the user's, but its role was '" + last.role() + "'");
    }
    return messages;
  }

  private String role(JsonNode turn) {
    String role = text(turn, "role");
    if (!List.of("system", "user", "assistant").contains(role)) {
      throw new IllegalArgumentException(
          "field 'role' must be system, user or assistant, but was '" + role + "'");
    }
    return role;
  }

  private String text(JsonNode object, String field) {
    if (!object.has(field)) {
      throw new IllegalArgumentException(
          "field '"
              + field
              + "' must be there, but the fields are: "
              + String.join(", ", fieldNames()));
    }
    String text = string(object, field);
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          "field '" + field + "' must hold text, but was '" + text + "'");
    }
    return text;
  }

  private static String string(JsonNode object, String field) {
    JsonNode value = object.get(field);
    if (!value.isTextual()) {
      String remedy = value.isNumber() ? "; put it in quotes" : "";
      throw new IllegalArgumentException(
          "field '" + field + "' must be a string, but was " + value + remedy);
    }
    return value.textValue();
  }

  private TreeSet<String> fieldNames() {
    TreeSet<String> names = new TreeSet<>();
    fields.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
