package io.retort.job.table;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * Java records to Avro rows and back, by name: the component {@code promptTokens} is the column
 * {@code prompt_tokens}. Columns are Strings, primitives, and lists of Strings or records.
 *
 * <p>Tables of earlier versions are read: where one lacks a list, the list is empty, and a whole
 * number stands for the decimal number that it has become.
 */
final class RecordColumns {

  /** Found once for each type: a table has millions of rows. */
  private static final ClassValue<List<Column>> COLUMNS =
      new ClassValue<>() {
        @Override
        protected List<Column> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents()).map(Column::of).toList();
        }
      };

  private static final ClassValue<Constructor<?>> CONSTRUCTORS =
      new ClassValue<>() {
        @Override
        protected Constructor<?> computeValue(Class<?> type) {
          try {
            return type.getDeclaredConstructor(
                Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
          } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record must have its constructor: " + type, e);
          }
        }
      };

  private RecordColumns() {}

  /**
   * A component of a record.
   *
   * @param name of its column
   */
  private record Column(String name, RecordComponent component) {

    static Column of(RecordComponent component) {
      String name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
      return new Column(name, component);
    }

    boolean isList() {
      return component.getType() == List.class;
    }

    Object value(Record part) {
      try {
        return component.getAccessor().invoke(part);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a public record must be readable: " + part.getClass(), e);
      }
    }
  }

  /**
   * A row of {@code schema}, each column taken from the first part that has it; components that are
   * no column are left out.
   *
   * @throws IllegalArgumentException if no part has a column
   */
  static GenericRecord row(Schema schema, Record... parts) {
    Map<String, Object> values = new HashMap<>();
    for (Record part : parts) {
      for (Column column : COLUMNS.get(part.getClass())) {
        if (!values.containsKey(column.name())) {
          values.put(column.name(), column.value(part));
        }
      }
    }
    GenericRecord row = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      Object value = values.get(field.name());
      if (value == null) {
        throw new IllegalArgumentException(
            schema.getName() + " needs the column '" + field.name() + "', but no part has it");
      }
      row.put(field.pos(), toAvro(value, field.schema()));
    }
    return row;
  }

  /** The columns of {@code row} that {@code type} has components for; others are left out. */
  static <T extends Record> T read(GenericRecord row, Class<T> type) {
    List<Column> columns = COLUMNS.get(type);
    Object[] arguments = new Object[columns.size()];
    for (int i = 0; i < arguments.length; i++) {
      Column column = columns.get(i);
      boolean isThere = row.hasField(column.name());
      if (!isThere && !column.isList()) {
        throw new IllegalArgumentException(
            type.getSimpleName()
                + " needs the column '"
                + column.name()
                + "', but the file has none");
      }
      arguments[i] =
          isThere ? fromAvro(row.get(column.name()), column.component()) : Collections.emptyList();
    }
    try {
      return type.cast(CONSTRUCTORS.get(type).newInstance(arguments));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a row must make a " + type.getSimpleName(), e);
    }
  }

  private static Object toAvro(Object value, Schema schema) {
    if (!(value instanceof List<?> list)) {
      return value;
    }
    Schema items = schema.getElementType();
    return list.stream().map(item -> item instanceof Record r ? row(items, r) : item).toList();
  }

  private static Object fromAvro(Object value, RecordComponent component) {
    if (value instanceof CharSequence text) {
      return text.toString();
    }
    if (value instanceof Integer whole && component.getType() == double.class) {
      return whole.doubleValue();
    }
    if (!(value instanceof List<?> list)) {
      return value;
    }
    Class<?> itemType =
        (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
    List<Object> items = new ArrayList<>();
    for (Object item : list) {
      items.add(
          item instanceof GenericRecord row
              ? read(row, itemType.asSubclass(Record.class))
              : item.toString());
    }
    return items;
  }
}
