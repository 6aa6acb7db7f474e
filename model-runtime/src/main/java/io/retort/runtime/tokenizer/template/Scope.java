package io.retort.runtime.tokenizer.template;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The variables at one place of a template. What is set in a scope is not seen outside of it. */
final class Scope {

  private final Optional<Scope> parent;
  private final Rendering rendering;
  private final Map<String, Value> variables = new HashMap<>();

  private Scope(Optional<Scope> parent, Rendering rendering) {
    this.parent = parent;
    this.rendering = rendering;
  }

  /** The outermost scope; outside of it lie only {@link Globals}. */
  static Scope global(Rendering rendering) {
    return new Scope(Optional.empty(), rendering);
  }

  Scope inner() {
    return new Scope(Optional.of(this), rendering);
  }

  Rendering rendering() {
    return rendering;
  }

  void set(String name, Value value) {
    variables.put(name, value);
  }

  Value get(String name) {
    Optional<Scope> scope = Optional.of(this);
    while (scope.isPresent()) {
      Value value = scope.get().variables.get(name);
      if (value != null) {
        return value;
      }
      scope = scope.get().parent;
    }
    return Globals.find(name).orElseGet(() -> new Undefined("'" + name + "'"));
  }
}
