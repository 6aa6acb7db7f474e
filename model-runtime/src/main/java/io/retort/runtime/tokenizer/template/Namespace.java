package io.retort.runtime.tokenizer.template;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What {@code namespace(...)} gives: the one thing that a loop can change for later. */
final class Namespace implements Value {

  private final Map<String, Value> attributes = new HashMap<>();

  void set(String name, Value value) {
    attributes.put(name, value);
  }

  @Override
  public String type() {
    return "namespace";
  }

  @Override
  public boolean isTrue() {
    return true;
  }

  // Its attributes are left out: a namespace may hold itself.
  @Override
  public void print(Printer printer) {
    printer.append("<Namespace>");
  }

  @Override
  public Optional<Value> member(String name) {
    return Optional.ofNullable(attributes.get(name));
  }
}
