package io.retort.job.grade;

import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.Type;

/** Copies columns from one Parquet row to another that has them too. */
final class GroupCopy {

  private GroupCopy() {}

  static void field(Group from, Group to, String name) {
    Type type = from.getType().getType(name);
    int count = from.getFieldRepetitionCount(name);
    for (int i = 0; i < count; i++) {
      if (type.isPrimitive()) {
        primitive(from, to, type, i);
      } else {
        to.add(name, from.getGroup(name, i));
      }
    }
  }

  private static void primitive(Group from, Group to, Type type, int index) {
    String name = type.getName();
    switch (type.asPrimitiveType().getPrimitiveTypeName()) {
      case INT32 -> to.add(name, from.getInteger(name, index));
      case INT64 -> to.add(name, from.getLong(name, index));
      case FLOAT -> to.add(name, from.getFloat(name, index));
      case DOUBLE -> to.add(name, from.getDouble(name, index));
      case BOOLEAN -> to.add(name, from.getBoolean(name, index));
      case INT96 -> to.add(name, from.getInt96(name, index));
      case BINARY, FIXED_LEN_BYTE_ARRAY -> to.add(name, from.getBinary(name, index));
    }
  }
}
