package io.retort.udf;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Spark's internal values as Java's, and back, for the types of {@link SqlTypes}. */
final class InternalValues {

  private InternalValues() {}

  static List<@Nullable Object> toExternal(InternalRow row, List<DataType> types) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      values.add(row.isNullAt(i) ? null : toExternal(row.get(i, types.get(i)), types.get(i)));
    }
    return values;
  }

  private static Object toExternal(Object value, DataType type) {
    if (type instanceof ArrayType arrays) {
      ArrayData array = (ArrayData) value;
      DataType itemType = arrays.elementType();
      List<@Nullable Object> items = new ArrayList<>();
      for (int i = 0; i < array.numElements(); i++) {
        items.add(array.isNullAt(i) ? null : toExternal(array.get(i, itemType), itemType));
      }
      return items;
    }
    return type.equals(DataTypes.StringType) ? value.toString() : value;
  }

  static @Nullable Object toInternal(@Nullable Object value, DataType type) {
    if (value instanceof String text) {
      return UTF8String.fromString(text);
    }
    if (value instanceof Row row && type instanceof StructType struct) {
      Object[] fields = new Object[row.size()];
      for (int i = 0; i < fields.length; i++) {
        fields[i] = toInternal(row.get(i), struct.fields()[i].dataType());
      }
      return new GenericInternalRow(fields);
    }
    if (value instanceof List<?> list && type instanceof ArrayType array) {
      return new GenericArrayData(
          list.stream().map(item -> toInternal(item, array.elementType())).toArray());
    }
    return value;
  }
}
