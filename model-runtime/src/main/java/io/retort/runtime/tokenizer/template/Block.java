package io.retort.runtime.tokenizer.template;

import java.util.List;

/** Statements one after another. */
record Block(List<Statement> statements) {

  Block {
    statements = List.copyOf(statements);
  }

  /** Runs until the end, or to a statement that leaves the surrounding loop or its turn. */
  Flow execute(Scope scope, Printer output) {
    for (Statement statement : statements) {
      scope.rendering().moveTo(statement.line());
      scope.rendering().spend(1);
      Flow flow = statement.execute(scope, output);
      if (flow != Flow.NEXT) {
        return flow;
      }
    }
    return Flow.NEXT;
  }

  /** Runs in a scope of its own and returns what it prints. */
  Text capture(Scope scope) {
    Printer captured = new Printer(scope.rendering());
    execute(scope, captured);
    return new Text(captured.text());
  }
}
