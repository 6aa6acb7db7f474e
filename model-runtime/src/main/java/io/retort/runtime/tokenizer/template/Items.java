package io.retort.runtime.tokenizer.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A Python list or tuple.
 *
 * @param isTuple makes a difference for printing and equality only
 */
record Items(List<Value> values, boolean isTuple) implements Value {

  Items {
    values = List.copyOf(values);
  }

  static Items list(List<? extends Value> values) {
    return new Items(List.copyOf(values), false);
  }

  static Items tuple(Value... values) {
    return new Items(List.of(values), true);
  }

  /** The place that a key names among {@code length} elements; -1 is the last one. */
  static Optional<Integer> index(Value key, int length) {
    if (!(key instanceof Numeric number) || !number.isInteger()) {
      return Optional.empty();
    }
    long index = number.toLong() < 0 ? number.toLong() + length : number.toLong();
    return index >= 0 && index < length ? Optional.of((int) index) : Optional.empty();
  }

  @Override
  public String type() {
    return isTuple ? "tuple" : "list";
  }

  @Override
  public boolean isTrue() {
    return !values.isEmpty();
  }

  @Override
  public void print(Printer printer) {
    printer.append(isTuple ? "(" : "[");
    for (int i = 0; i < values.size(); i++) {
      printer.append(i == 0 ? "" : ", ");
      values.get(i).printQuoted(printer);
    }
    // "(1,)": the comma is what makes a tuple of one element
    printer.append(isTuple ? (values.size() == 1 ? ",)" : ")") : "]");
  }

  @Override
  public Optional<Value> member(String name) {
    return ItemsMethods.find(this, name);
  }

  @Override
  public Optional<Value> element(Value key) {
    return index(key, values.size()).map(values::get);
  }

  @Override
  public List<Value> elements() {
    return values;
  }

  Items reversed() {
    List<Value> reversed = new ArrayList<>(values);
    Collections.reverse(reversed);
    return new Items(reversed, isTuple);
  }
}
