package io.retort.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * One line of a JSONL file, an object whose fields are asked for by type. What is not as asked is
 * an {@link IllegalArgumentException} that {@link JsonLines} completes with file and line.
 *
 * @param number from 1
 */
record JsonLine(int number, ObjectNode fields) {

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
