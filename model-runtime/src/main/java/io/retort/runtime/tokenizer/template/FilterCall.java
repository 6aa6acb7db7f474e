package io.retort.runtime.tokenizer.template;

import java.util.Map;

/**
 * A filter with its arguments, waiting for a value. It is looked up when it is reached: templates
 * name filters that only their own servers have, in branches that plain chats do not take.
 */
record FilterCall(String name, CallArguments arguments) {

  Value apply(Value input, Scope scope) {
    return Filter.named(name)
        .apply(input, arguments.evaluate(name, scope, Map.of()), scope.rendering());
  }
}
