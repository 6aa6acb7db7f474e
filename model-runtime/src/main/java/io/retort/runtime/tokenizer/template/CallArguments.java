package io.retort.runtime.tokenizer.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of a call as the template writes them.
 *
 * @param unpacked behind {@code *}: whose elements are more positional ones
 * @param unpackedNamed behind {@code **}: whose entries are more named ones
 */
record CallArguments(
    List<Expression> positional,
    Map<String, Expression> named,
    Optional<Expression> unpacked,
    Optional<Expression> unpackedNamed) {

  static final CallArguments NONE = new CallArguments(List.of(), Map.of());

  CallArguments(List<Expression> positional, Map<String, Expression> named) {
    this(positional, named, Optional.empty(), Optional.empty());
  }

  /**
   * Evaluates them in the order they are written.
   *
   * @param function what is called, for error messages
   * @param more named arguments besides those that are written
   */
  Arguments evaluate(String function, Scope scope, Map<String, Value> more) {
    List<Value> values = new ArrayList<>();
    positional.forEach(argument -> values.add(argument.evaluate(scope)));
    unpacked.ifPresent(list -> values.addAll(list.evaluate(scope).elements()));
    Map<String, Value> namedValues = new LinkedHashMap<>(more);
    named.forEach((name, argument) -> namedValues.put(name, argument.evaluate(scope)));
    unpackedNamed.ifPresent(dict -> unpack(dict.evaluate(scope), function, namedValues));
    return new Arguments(function, values, namedValues);
  }

  private static void unpack(Value value, String function, Map<String, Value> named) {
    if (!(value instanceof Dict dict)) {
      throw new IllegalArgumentException(
          "behind '**' must stand a dict, but "
              + value.type()
              + " does in the call of "
              + function);
    }
    dict.entries()
        .forEach(
            (key, entry) -> {
              if (!(key instanceof Text name)) {
                throw new IllegalArgumentException(
                    "the keys of a dict behind '**' must be texts, but one was " + key.type());
              }
              named.put(name.text(), entry);
            });
  }
}
