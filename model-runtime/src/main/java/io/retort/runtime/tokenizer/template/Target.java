package io.retort.runtime.tokenizer.template;

import java.util.List;

/** What a value can be assigned to. */
sealed interface Target {

  void assign(Value value, Scope scope);

  /** A variable of the present scope. */
  record Variable(String name) implements Target {
    @Override
    public void assign(Value value, Scope scope) {
      scope.set(name, value);
    }
  }

  /** {@code namespace.name}, which is seen outside of the scope too. */
  record NamespaceAttribute(String namespace, String name) implements Target {
    @Override
    public void assign(Value value, Scope scope) {
      Value found = scope.get(namespace);
      if (!(found instanceof Namespace target)) {
        throw new IllegalArgumentException(
            "'"
                + namespace
                + "' must be a namespace for its attribute '"
                + name
                + "' to be set, but was "
                + found.type());
      }
      target.set(name, value);
    }
  }

  /** {@code a, b}: takes a list of as many elements apart. */
  record Unpacked(List<Target> targets) implements Target {
    @Override
    public void assign(Value value, Scope scope) {
      List<Value> values = value.elements();
      if (values.size() != targets.size()) {
        throw new IllegalArgumentException(
            "a value must have "
                + targets.size()
                + " elements to be assigned to as many names, but has "
                + values.size());
      }
      for (int i = 0; i < values.size(); i++) {
        targets.get(i).assign(values.get(i), scope);
      }
    }
  }
}
