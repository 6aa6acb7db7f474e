package io.retort.runtime.tokenizer.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an expression gives, with the behaviour that Python and Jinja define for it. Immutable, but
 * for {@link Namespace}.
 */
sealed interface Value
    permits None, Undefined, Numeric, Text, Items, Dict, Namespace, Loop, Function {

  /** The name of its Python type, for error messages. */
  String type();

  /** Whether {@code if} takes it for true. */
  boolean isTrue();

  /** Writes it as Python's {@code str} does. */
  void print(Printer printer);

  /** Writes it as Python's {@code repr} does: as it looks inside of a list. */
  default void printQuoted(Printer printer) {
    print(printer);
  }

  /** What {@code value.name} is among its methods and fields, keys of a dict aside. */
  default Optional<Value> member(String name) {
    return Optional.empty();
  }

  /** What {@code value[key]} is, members aside; empty where Python would raise an error. */
  default Optional<Value> element(Value key) {
    return Optional.empty();
  }

  /** What a loop over it visits. */
  default List<Value> elements() {
    throw new IllegalArgumentException(
        "a loop must go over a list, dict or str, but got " + type());
  }

  /** {@code value.name}: a member goes before a key of the same name. */
  default Value attribute(String name) {
    return member(name)
        .or(() -> element(new Text(name)))
        .orElseGet(() -> new Undefined("attribute '" + name + "' of " + type()));
  }

  /** {@code value[key]}: a key goes before a member of the same name. */
  default Value item(Value key) {
    return element(key)
        .or(() -> key instanceof Text name ? member(name.text()) : Optional.empty())
        .orElseGet(() -> new Undefined("element " + Printer.words(key) + " of " + type()));
  }

  /**
   * The value of a variable given from outside.
   *
   * @throws IllegalArgumentException if it is not JSON-like
   */
  static Value of(@Nullable Object object) {
    if (object == null) {
      return new None();
    }
    if (object instanceof String text) {
      return new Text(text);
    }
    if (object instanceof Boolean truth) {
      return new Numeric.Bool(truth);
    }
    if (object instanceof Integer || object instanceof Long) {
      return new Numeric.Int(((Number) object).longValue());
    }
    if (object instanceof Double || object instanceof Float) {
      return new Numeric.Real(((Number) object).doubleValue());
    }
    if (object instanceof List<?> list) {
      return Items.list(list.stream().map(Value::of).toList());
    }
    if (object instanceof Map<?, ?> map) {
      Map<Value, Value> entries = new LinkedHashMap<>();
      map.forEach((key, value) -> entries.put(Dict.key(of(key)), of(value)));
      return new Dict(entries);
    }
    throw new IllegalArgumentException(
        "a template variable must be JSON-like (null, Boolean, Integer, Long, Double, String, List"
            + " or Map), but was a "
            + object.getClass().getName());
  }
}
