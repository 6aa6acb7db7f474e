package io.retort.runtime.tokenizer.template;

import java.util.List;
import java.util.Optional;

/** The methods of a Python dict that do not change it. */
final class DictMethods {

  private DictMethods() {}

  static Optional<Value> find(Dict dict, String name) {
    return switch (name) {
      case "items" -> view(name, dict.pairs());
      case "keys" -> view(name, dict.elements());
      case "values" -> view(name, List.copyOf(dict.entries().values()));
      case "copy" ->
          Optional.of(
              new Function(
                  "dict.copy",
                  (arguments, rendering) -> {
                    arguments.bind();
                    return dict;
                  }));
      case "get" ->
          Optional.of(new Function("dict.get", (arguments, rendering) -> get(dict, arguments)));
      default -> Optional.empty();
    };
  }

  private static Optional<Value> view(String name, List<Value> elements) {
    return Optional.of(
        new Function(
            "dict." + name,
            (arguments, rendering) -> {
              arguments.bind();
              rendering.spendOnList(elements.size());
              return Items.list(elements);
            }));
  }

  private static Value get(Dict dict, Arguments arguments) {
    Arguments bound = arguments.bind("key", "default");
    return dict.element(bound.required("key"))
        .or(() -> bound.optional("default"))
        .orElse(new None());
  }
}
