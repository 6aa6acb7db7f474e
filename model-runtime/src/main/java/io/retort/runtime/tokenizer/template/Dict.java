package io.retort.runtime.tokenizer.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Python dict, in the order its entries were given.
 *
 * @param entries keys are texts, numbers or None; 1, 1.0 and True are three keys here, but one in
 *     Python
 */
record Dict(Map<Value, Value> entries) implements Value {

  Dict {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  /** Checks a key before it goes into a map: comparing lists there would not be accounted for. */
  static Value key(Value key) {
    if (!isKey(key)) {
      throw new IllegalArgumentException(
          "a key of a dict must be a str, a number or None, but was " + key.type());
    }
    return key;
  }

  private static boolean isKey(Value value) {
    return value instanceof Text || value instanceof Numeric || value instanceof None;
  }

  /** A tuple of key and value for each entry. */
  List<Value> pairs() {
    return entries.entrySet().stream()
        .<Value>map(entry -> Items.tuple(entry.getKey(), entry.getValue()))
        .toList();
  }

  @Override
  public String type() {
    return "dict";
  }

  @Override
  public boolean isTrue() {
    return !entries.isEmpty();
  }

  @Override
  public void print(Printer printer) {
    printer.append("{");
    String separator = "";
    for (Map.Entry<Value, Value> entry : entries.entrySet()) {
      printer.append(separator);
      entry.getKey().printQuoted(printer);
      printer.append(": ");
      entry.getValue().printQuoted(printer);
      separator = ", ";
    }
    printer.append("}");
  }

  @Override
  public Optional<Value> member(String name) {
    return DictMethods.find(this, name);
  }

  @Override
  public Optional<Value> element(Value key) {
    return isKey(key) ? Optional.ofNullable(entries.get(key)) : Optional.empty();
  }

  @Override
  public List<Value> elements() {
    return List.copyOf(entries.keySet());
  }
}
