package io.retort.udf;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** Arguments of a call, read as the types that a function declares. */
final class SqlValues {

  private SqlValues() {}

  /**
   * The value as {@code type}: String, Boolean, Integer, Double, or a List of them.
   *
   * @throws IllegalArgumentException if it is of another type
   */
  static Object typed(String function, Object value, DataType type) {
    if (type instanceof ArrayType array) {
      return list(function, value, array.elementType());
    }
    if (type.equals(DataTypes.StringType) && value instanceof String) {
      return value;
    }
    if (type.equals(DataTypes.BooleanType) && value instanceof Boolean) {
      return value;
    }
    if (value instanceof Number number) {
      if (type.equals(DataTypes.DoubleType)) {
        return number.doubleValue();
      }
      if (type.equals(DataTypes.IntegerType) && number.doubleValue() == number.intValue()) {
        return number.intValue();
      }
    }
    throw new IllegalArgumentException(
        function + " needs a value of type " + type.simpleString() + ", but got " + value);
  }

  private static List<@Nullable Object> list(String function, Object value, DataType type) {
    // Spark's own conversion, because a Scala type in a call of ours would bind one Scala version.
    List<?> items = value instanceof List<?> list ? list : RowFactory.create(value).getList(0);
    List<@Nullable Object> typed = new ArrayList<>();
    for (Object item : items) {
      typed.add(item == null ? null : typed(function, item, type));
    }
    return typed;
  }

  static String text(@Nullable Object value) {
    return (String) Objects.requireNonNull(value);
  }

  static int integer(@Nullable Object value) {
    return (Integer) Objects.requireNonNull(value);
  }

  static double number(@Nullable Object value) {
    return (Double) Objects.requireNonNull(value);
  }

  static boolean flag(@Nullable Object value) {
    return (Boolean) Objects.requireNonNull(value);
  }

  static List<?> list(@Nullable Object value) {
    return (List<?>) Objects.requireNonNull(value);
  }

  /** An array of numbers without nulls. */
  static double[] numbers(@Nullable Object value) {
    return list(value).stream().mapToDouble(SqlValues::number).toArray();
  }

  static int[] integers(@Nullable Object value) {
    return list(value).stream().mapToInt(SqlValues::integer).toArray();
  }

  /** An array of texts without nulls. */
  static List<String> texts(@Nullable Object value) {
    return list(value).stream().map(SqlValues::text).toList();
  }

  static List<Double> boxed(double[] values) {
    List<Double> list = new ArrayList<>();
    for (double value : values) {
      list.add(value);
    }
    return list;
  }
}
