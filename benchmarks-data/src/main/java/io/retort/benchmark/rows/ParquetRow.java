package io.retort.benchmark.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.Type;

/** Parquet rows as JSON. Nulls within a column are left out. */
public final class ParquetRow {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ParquetRow() {}

  /** All columns of a row but those that are null. */
  static ObjectNode object(Group row) {
    return struct(row);
  }

  /** The named columns of a row, those that it has. */
  public static ObjectNode columns(Group row, Set<String> names) {
    ObjectNode object = NODES.objectNode();
    for (Type field : row.getType().getFields()) {
      if (names.contains(field.getName())) {
        object.set(field.getName(), field(row, field));
      }
    }
    return object;
  }

  private static JsonNode field(Group group, Type type) {
    int count = group.getFieldRepetitionCount(type.getName());
    if (!type.isRepetition(Type.Repetition.REPEATED)) {
      return count == 0 ? NODES.nullNode() : value(group, type, 0);
    }
    ArrayNode array = NODES.arrayNode();
    for (int i = 0; i < count; i++) {
      array.add(value(group, type, i));
    }
    return array;
  }

  private static JsonNode value(Group group, Type type, int index) {
    String name = type.getName();
    if (type.isPrimitive()) {
      return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
        case INT32 -> NODES.numberNode(group.getInteger(name, index));
        case INT64 -> NODES.numberNode(group.getLong(name, index));
        case FLOAT -> NODES.numberNode(group.getFloat(name, index));
        case DOUBLE -> NODES.numberNode(group.getDouble(name, index));
        case BOOLEAN -> NODES.booleanNode(group.getBoolean(name, index));
        case BINARY -> NODES.textNode(group.getBinary(name, index).toStringUsingUTF8());
        default ->
            throw new IllegalArgumentException(
                "column '" + name + "' must be text, numbers or booleans, but is " + type);
      };
    }
    Group inner = group.getGroup(name, index);
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    if (LogicalTypeAnnotation.listType().equals(annotation)) {
      return list(inner);
    }
    if (LogicalTypeAnnotation.mapType().equals(annotation)) {
      return map(inner);
    }
    return struct(inner);
  }

  /** Items are the repeated field itself, or the one field of the repeated group. */
  private static JsonNode list(Group list) {
    Type repeated = list.getType().getType(0);
    if (repeated.isPrimitive() || repeated.asGroupType().getFieldCount() != 1) {
      return field(list, repeated);
    }
    ArrayNode array = NODES.arrayNode();
    for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
      Group item = list.getGroup(0, i);
      array.add(field(item, item.getType().getType(0)));
    }
    return array;
  }

  private static JsonNode map(Group map) {
    ObjectNode object = NODES.objectNode();
    for (int i = 0; i < map.getFieldRepetitionCount(0); i++) {
      Group entry = map.getGroup(0, i);
      GroupType type = entry.getType();
      object.set(field(entry, type.getType(0)).asText(), field(entry, type.getType(1)));
    }
    return object;
  }

  private static ObjectNode struct(Group struct) {
    ObjectNode object = NODES.objectNode();
    for (Type field : struct.getType().getFields()) {
      JsonNode value = field(struct, field);
      if (!value.isNull()) {
        object.set(field.getName(), value);
      }
    }
    return object;
  }
}
