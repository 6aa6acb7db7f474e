package io.retort.runtime.tokenizer.template;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A block that can be called by name, and prints into the value of the call. */
record Macro(String name, List<Parameter> parameters, Block body) {

  /** The variable under which a macro finds the body of a {@code call} block. */
  static final String CALLER = "caller";

  Macro {
    parameters = List.copyOf(parameters);
  }

  /** What a macro can be given; undefined where the call leaves it out and it has no default. */
  record Parameter(String name, Optional<Expression> absent) {}

  /** The macro as a value; it sees the variables of the scope it was defined in. */
  Function in(Scope definition) {
    return new Function(name, (arguments, rendering) -> call(arguments, definition));
  }

  private Value call(Arguments arguments, Scope definition) {
    Stream<String> names = parameters.stream().map(Parameter::name);
    boolean hasCaller = arguments.named().containsKey(CALLER);
    Arguments bound =
        arguments.bind(
            (hasCaller ? Stream.concat(names, Stream.of(CALLER)) : names).toArray(String[]::new));
    Scope scope = definition.inner();
    bound.optional(CALLER).ifPresent(caller -> scope.set(CALLER, caller));
    for (Parameter parameter : parameters) {
      scope.set(parameter.name(), value(parameter, bound, scope));
    }
    Rendering rendering = scope.rendering();
    int line = rendering.line();
    rendering.enterCall(name);
    Text text = body.capture(scope);
    rendering.leaveCall();
    rendering.moveTo(line);
    return text;
  }

  private static Value value(Parameter parameter, Arguments bound, Scope scope) {
    return bound
        .optional(parameter.name())
        .or(() -> parameter.absent().map(absent -> absent.evaluate(scope)))
        .orElseGet(() -> new Undefined("'" + parameter.name() + "'"));
  }
}
