package io.retort.job.table;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * Java records to Avro rows and back, by name: the component {@code promptTokens} is the column
 * {@code prompt_tokens}. Columns are Strings, primitives, and lists of Strings or records.
 */
final class RecordColumns {

  private RecordColumns() {}

  /**
   * A row of {@code schema}, each column taken from the first part that has it; components that are
   * no column are left out.
   *
   * @throws IllegalArgumentException if no part has a column
   */
  static GenericRecord row(Schema schema, Record... parts) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Record part : parts) {
      for (RecordComponent component : part.getClass().getRecordComponents()) {
        values.putIfAbsent(column(component), value(part, component));
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
    RecordComponent[] components = type.getRecordComponents();
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String column = column(components[i]);
      if (!row.hasField(column)) {
        throw new IllegalArgumentException(
            type.getSimpleName() + " needs the column '" + column + "', but the file has none");
      }
      arguments[i] = fromAvro(row.get(column), components[i]);
    }
    try {
      return constructor(type).newInstance(arguments);
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

  private static Object value(Record part, RecordComponent component) {
    try {
      return component.getAccessor().invoke(part);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a public record must be readable: " + part.getClass(), e);
    }
  }

  private static <T extends Record> Constructor<T> constructor(Class<T> type)
      throws NoSuchMethodException {
    return type.getDeclaredConstructor(
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new));
  }

  private static String column(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
