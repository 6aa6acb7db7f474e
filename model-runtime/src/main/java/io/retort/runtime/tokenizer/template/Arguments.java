package io.retort.runtime.tokenizer.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a function, filter or test is called with.
 *
 * @param function its name, for error messages
 */
record Arguments(String function, List<Value> positional, Map<String, Value> named) {

  Arguments {
    positional = List.copyOf(positional);
    named = Collections.unmodifiableMap(new LinkedHashMap<>(named)); // dict(...) keeps their order
  }

  /**
   * Gives each argument its parameter's name, so that only {@link #named} is left.
   *
   * @throws IllegalArgumentException if there are more than parameters, or others
   */
  Arguments bind(String... parameters) {
    if (positional.size() > parameters.length) {
      throw new IllegalArgumentException(
          function
              + " must be given no more arguments than "
              + list(parameters)
              + ", but was given "
              + positional.size());
    }
    Map<String, Value> bound = new LinkedHashMap<>(named);
    for (int i = 0; i < positional.size(); i++) {
      if (bound.put(parameters[i], positional.get(i)) != null) {
        throw new IllegalArgumentException(
            function
                + " must be given each argument once, but was given '"
                + parameters[i]
                + "' twice");
      }
    }
    for (String name : bound.keySet()) {
      if (!List.of(parameters).contains(name)) {
        throw new IllegalArgumentException(
            function
                + " must be given no other arguments than "
                + list(parameters)
                + ", but was given '"
                + name
                + "'");
      }
    }
    return new Arguments(function, List.of(), bound);
  }

  private static String list(String... parameters) {
    return "(" + String.join(", ", parameters) + ")";
  }

  /** All but the first positional argument, for another function. */
  Arguments rest(String otherFunction) {
    return new Arguments(otherFunction, positional.subList(1, positional.size()), named);
  }

  Optional<Value> optional(String parameter) {
    return Optional.ofNullable(named.get(parameter));
  }

  Value required(String parameter) {
    return optional(parameter)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    function + " must be given '" + parameter + "', but was not"));
  }

  String text(String parameter) {
    return text(parameter, required(parameter));
  }

  String text(String parameter, String absent) {
    return optional(parameter).map(value -> text(parameter, value)).orElse(absent);
  }

  int integer(String parameter, int absent) {
    Optional<Value> value = optional(parameter);
    if (value.isEmpty()) {
      return absent;
    }
    if (value.get() instanceof Numeric number
        && number.isInteger()
        && number.toLong() == (int) number.toLong()) {
      return (int) number.toLong();
    }
    throw wrong(parameter, "an integer of 32 bits", value.get());
  }

  boolean truth(String parameter, boolean absent) {
    return optional(parameter).map(Value::isTrue).orElse(absent);
  }

  IllegalArgumentException wrong(String parameter, String wanted, Value value) {
    return new IllegalArgumentException(
        function
            + " must be given "
            + wanted
            + " as '"
            + parameter
            + "', but was given "
            + value.type());
  }

  private String text(String parameter, Value value) {
    if (value instanceof Text text) {
      return text.text();
    }
    throw wrong(parameter, "a str", value);
  }
}
