package io.retort.runtime.tokenizer.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The arguments of a call as the template writes them. */
record CallArguments(List<Expression> positional, Map<String, Expression> named) {

  static final CallArguments NONE = new CallArguments(List.of(), Map.of());

  /**
   * Evaluates them in the order they are written.
   *
   * @param function what is called, for error messages
   * @param more named arguments besides those that are written
   */
  Arguments evaluate(String function, Scope scope, Map<String, Value> more) {
    List<Value> values = new ArrayList<>();
    positional.forEach(argument -> values.add(argument.evaluate(scope)));
    Map<String, Value> namedValues = new LinkedHashMap<>(more);
    named.forEach((name, argument) -> namedValues.put(name, argument.evaluate(scope)));
    return new Arguments(function, values, namedValues);
  }
}
