package io.retort.runtime.tokenizer.template;

import java.util.Optional;

/** The methods of a Python list that do not change it. */
final class ItemsMethods {

  private ItemsMethods() {}

  static Optional<Value> find(Items items, String name) {
    return switch (name) {
      case "count" ->
          Optional.of(
              new Function(
                  "list.count", (arguments, rendering) -> count(items, arguments, rendering)));
      case "index" ->
          Optional.of(
              new Function(
                  "list.index", (arguments, rendering) -> index(items, arguments, rendering)));
      case "append", "extend", "insert", "pop", "remove", "clear", "sort", "reverse" ->
          throw new IllegalArgumentException(
              "a list must not be changed in a template, but list."
                  + name
                  + " would; make a new one with '+', and keep it in a namespace");
      default -> Optional.empty();
    };
  }

  private static Value count(Items items, Arguments arguments, Rendering rendering) {
    Value wanted = arguments.bind("value").required("value");
    return new Numeric.Int(
        items.values().stream()
            .filter(each -> Comparison.areEqual(each, wanted, rendering))
            .count());
  }

  private static Value index(Items items, Arguments arguments, Rendering rendering) {
    Value wanted = arguments.bind("value").required("value");
    for (int i = 0; i < items.values().size(); i++) {
      if (Comparison.areEqual(items.values().get(i), wanted, rendering)) {
        return new Numeric.Int(i);
      }
    }
    throw new IllegalArgumentException(
        "list.index must be given an element of the list, but was given " + Printer.words(wanted));
  }
}
