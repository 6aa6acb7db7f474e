package io.retort.grader.ifeval;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one instruction, asked for by type. An argument that is null counts as left out,
 * because tables hold every argument in every row.
 *
 * @param instruction its id, for messages
 * @param values Strings, numbers, and lists of Strings
 */
record Arguments(String instruction, Map<String, ? extends @Nullable Object> values) {

  String text(String name) {
    if (get(name) instanceof String text) {
      return text;
    }
    throw wrong(name, "a string");
  }

  /** An integer of at least 0; 3.0 is one too, because tables with nulls write it so. */
  int count(String name) {
    if (get(name) instanceof Number number) {
      double value = number.doubleValue();
      if (value >= 0 && value == Math.rint(value) && value <= Integer.MAX_VALUE) {
        return (int) value;
      }
    }
    throw wrong(name, "an integer of at least 0");
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    if (get(name) instanceof List<?> list && !list.isEmpty()) {
      for (Object item : list) {
        if (!(item instanceof String text)) {
          throw wrong(name, "a list of strings");
        }
        texts.add(text);
      }
      return texts;
    }
    throw wrong(name, "a list of strings");
  }

  Relation relation(String name) {
    String word = text(name);
    return Relation.named(word).orElseThrow(() -> wrong(name, "'less than' or 'at least'"));
  }

  private Object get(String name) {
    Object value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          instruction + " needs the argument '" + name + "', but has " + values.keySet());
    }
    return value;
  }

  private IllegalArgumentException wrong(String name, String what) {
    return new IllegalArgumentException(
        instruction + ": '" + name + "' must be " + what + ", but was " + shown(values.get(name)));
  }

  private static String shown(@Nullable Object value) {
    return value instanceof String ? "'" + value + "'" : String.valueOf(value);
  }
}
