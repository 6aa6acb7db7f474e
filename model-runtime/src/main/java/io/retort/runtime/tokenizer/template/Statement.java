package io.retort.runtime.tokenizer.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A part of a template that does something. */
sealed interface Statement {

  /** Where it begins, for error messages. */
  int line();

  Flow execute(Scope scope, Printer output);

  /** Text between tags. */
  record Verbatim(int line, String text) implements Statement {
    @Override
    public Flow execute(Scope scope, Printer output) {
      output.append(text);
      return Flow.NEXT;
    }
  }

  /** <code>{{ value }}</code>. */
  record Print(int line, Expression value) implements Statement {
    @Override
    public Flow execute(Scope scope, Printer output) {
      value.evaluate(scope).print(output);
      return Flow.NEXT;
    }
  }

  /** {@code if}, each {@code elif}, and {@code else}; they share the surrounding scope. */
  record If(int line, List<Branch> branches, Block otherwise) implements Statement {
    @Override
    public Flow execute(Scope scope, Printer output) {
      for (Branch branch : branches) {
        if (branch.condition().evaluate(scope).isTrue()) {
          return branch.body().execute(scope, output);
        }
      }
      return otherwise.execute(scope, output);
    }
  }

  /** What to do under a condition. */
  record Branch(Expression condition, Block body) {}

  /**
   * {@code for target in elements if filter}; each turn has a scope of its own.
   *
   * @param isRecursive whether {@code loop(elements)} runs it again
   */
  record For(
      int line,
      Target target,
      Expression elements,
      Optional<Expression> filter,
      boolean isRecursive,
      Block body,
      Block otherwise)
      implements Statement {
    @Override
    public Flow execute(Scope scope, Printer output) {
      return run(elements.evaluate(scope), 0, scope, output);
    }

    private Flow run(Value all, int depth0, Scope scope, Printer output) {
      List<Value> visited = visited(all.elements(), scope);
      if (visited.isEmpty()) {
        return otherwise.execute(scope.inner(), output);
      }
      LoopRun run = new LoopRun(visited, depth0, recursion(depth0 + 1, scope));
      Flow flow = Flow.NEXT;
      for (int i = 0; i < visited.size() && flow != Flow.BREAK; i++) {
        Scope turn = scope.inner();
        turn.set("loop", new Loop(run, i));
        target.assign(visited.get(i), turn);
        scope.rendering().spend(Rendering.STEPS_PER_TURN);
        flow = body.execute(turn, output);
      }
      return Flow.NEXT;
    }

    private Optional<Function> recursion(int depth0, Scope scope) {
      return isRecursive
          ? Optional.of(
              new Function(
                  "loop",
                  (arguments, rendering) -> {
                    Value inner = arguments.bind("iterable").required("iterable");
                    Printer printed = new Printer(rendering);
                    rendering.enterCall("loop");
                    run(inner, depth0, scope, printed);
                    rendering.leaveCall();
                    return new Text(printed.text());
                  }))
          : Optional.empty();
    }

    private List<Value> visited(List<Value> all, Scope scope) {
      if (filter.isEmpty()) {
        return all;
      }
      List<Value> visited = new ArrayList<>();
      for (Value element : all) {
        Scope inner = scope.inner();
        target.assign(element, inner);
        if (filter.get().evaluate(inner).isTrue()) {
          visited.add(element);
        }
      }
      return visited;
    }
  }

  /** {@code break} or {@code continue}. */
  record Jump(int line, Flow flow) implements Statement {
    @Override
    public Flow execute(Scope scope, Printer output) {
      return flow;
    }
  }

  /** {@code set target = value}. */
  record Assign(int line, Target target, Expression value) implements Statement {
    @Override
    public Flow execute(Scope scope, Printer output) {
      target.assign(value.evaluate(scope), scope);
      return Flow.NEXT;
    }
  }

  /** {@code set target | filter} ... {@code endset}: what the body prints, filtered. */
  record AssignBlock(int line, Target target, List<FilterCall> filters, Block body)
      implements Statement {
    @Override
    public Flow execute(Scope scope, Printer output) {
      target.assign(filtered(body.capture(scope.inner()), filters, scope), scope);
      return Flow.NEXT;
    }
  }

  /** {@code filter name} ... {@code endfilter}. */
  record FilterBlock(int line, List<FilterCall> filters, Block body) implements Statement {
    @Override
    public Flow execute(Scope scope, Printer output) {
      filtered(body.capture(scope.inner()), filters, scope).print(output);
      return Flow.NEXT;
    }
  }

  private static Value filtered(Value value, List<FilterCall> filters, Scope scope) {
    Value filtered = value;
    for (FilterCall filter : filters) {
      filtered = filter.apply(filtered, scope);
    }
    return filtered;
  }

  /**
   * {@code generation} ... {@code endgeneration}: marks for training what the model itself wrote.
   * The marks do not show, but what is set inside stays inside.
   */
  record Generation(int line, Block body) implements Statement {
    @Override
    public Flow execute(Scope scope, Printer output) {
      return body.execute(scope.inner(), output);
    }
  }

  /** {@code with a = 1, b = 2} ... {@code endwith}: variables that are seen inside only. */
  record With(int line, List<Target> targets, List<Expression> values, Block body)
      implements Statement {
    @Override
    public Flow execute(Scope scope, Printer output) {
      Scope inner = scope.inner();
      for (int i = 0; i < targets.size(); i++) {
        targets.get(i).assign(values.get(i).evaluate(scope), inner);
      }
      return body.execute(inner, output);
    }
  }

  /** {@code macro name(parameters)} ... {@code endmacro}. */
  record MacroDefinition(int line, Macro macro) implements Statement {
    @Override
    public Flow execute(Scope scope, Printer output) {
      scope.set(macro.name(), macro.in(scope));
      return Flow.NEXT;
    }
  }

  /** {@code call macro(...)} ... {@code endcall}: hands its body to the macro as {@code caller}. */
  record CallBlock(int line, Expression.Call call, Macro caller) implements Statement {
    @Override
    public Flow execute(Scope scope, Printer output) {
      call.call(scope, Map.of(Macro.CALLER, caller.in(scope))).print(output);
      return Flow.NEXT;
    }
  }
}
