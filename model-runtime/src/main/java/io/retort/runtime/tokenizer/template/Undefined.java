package io.retort.runtime.tokenizer.template;

import java.util.List;

/**
 * The value of a name or attribute that is not there. It prints as nothing, is false, and has no
 * elements, but anything else done with it is an error: Jinja's default, which Hugging Face keeps.
 *
 * @param what is missing, for error messages
 */
record Undefined(String what) implements Value {

  @Override
  public String type() {
    return what + ", which is undefined";
  }

  @Override
  public boolean isTrue() {
    return false;
  }

  @Override
  public void print(Printer printer) {}

  @Override
  public List<Value> elements() {
    return List.of();
  }

  @Override
  public Value attribute(String name) {
    throw new IllegalArgumentException(
        what + " must be defined to have an attribute '" + name + "', but is not");
  }

  @Override
  public Value item(Value key) {
    throw new IllegalArgumentException(
        what + " must be defined to have an element " + Printer.words(key) + ", but is not");
  }
}
