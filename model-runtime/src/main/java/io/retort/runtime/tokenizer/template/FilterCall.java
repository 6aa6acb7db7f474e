package io.retort.runtime.tokenizer.template;

import java.util.Map;

/** A filter with its arguments, waiting for a value. */
record FilterCall(String name, Filter filter, CallArguments arguments) {

  Value apply(Value input, Scope scope) {
    return filter.apply(input, arguments.evaluate(name, scope, Map.of()), scope.rendering());
  }
}
