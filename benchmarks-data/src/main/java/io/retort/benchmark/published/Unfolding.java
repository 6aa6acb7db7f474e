package io.retort.benchmark.published;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Rows that hold several problems each, such as a passage with its questions. */
final class Unfolding {

  /** The field with a row's name in an object of rows. */
  static final String KEY = "key";

  private Unfolding() {}

  /**
   * A row for each item of the field, with the other fields of its row.
   *
   * @param field an array of objects, in the row or in each of its values; empty: the row itself
   */
  static List<ObjectNode> rows(ObjectNode row, String field) {
    if (field.isEmpty()) {
      return List.of(row);
    }
    List<ObjectNode> rows = new ArrayList<>();
    if (row.has(field)) {
      addItems(row, field, rows);
      return rows;
    }
    row.properties()
        .forEach(
            entry -> {
              if (!(entry.getValue() instanceof ObjectNode inner)) {
                throw new IllegalArgumentException(
                    "'" + entry.getKey() + "' must be an object with '" + field + "', but is none");
              }
              addItems(inner.deepCopy().put(KEY, entry.getKey()), field, rows);
            });
    return rows;
  }

  private static void addItems(ObjectNode row, String field, List<ObjectNode> rows) {
    JsonNode items = row.path(field);
    if (!items.isArray()) {
      throw new IllegalArgumentException(
          "the field '"
              + field
              + "' must be an array, but is "
              + (row.has(field) ? items : "not there"));
    }
    ObjectNode common = row.deepCopy();
    common.remove(field);
    for (JsonNode item : items) {
      if (!(item instanceof ObjectNode object)) {
        throw new IllegalArgumentException(
            "each of '" + field + "' must be an object, but one is " + item);
      }
      rows.add(common.deepCopy().setAll(object));
    }
  }
}
