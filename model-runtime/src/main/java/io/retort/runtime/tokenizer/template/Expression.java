package io.retort.runtime.tokenizer.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A part of a template that has a value. */
sealed interface Expression {

  /** Its value; what it costs is accounted for. */
  default Value evaluate(Scope scope) {
    scope.rendering().spend(1);
    return value(scope);
  }

  /** Called by {@link #evaluate} only. */
  Value value(Scope scope);

  /** A number, text, or constant. */
  record Literal(Value literal) implements Expression {
    @Override
    public Value value(Scope scope) {
      return literal;
    }
  }

  /** A variable. */
  record Name(String name) implements Expression {
    @Override
    public Value value(Scope scope) {
      return scope.get(name);
    }
  }

  /** {@code of.name}. */
  record Attribute(Expression of, String name) implements Expression {
    @Override
    public Value value(Scope scope) {
      return of.evaluate(scope).attribute(name);
    }
  }

  /** {@code of[key]}. */
  record Item(Expression of, Expression key) implements Expression {
    @Override
    public Value value(Scope scope) {
      return of.evaluate(scope).item(key.evaluate(scope));
    }
  }

  /** {@code of[start:stop:step]}. */
  record Slice(
      Expression of,
      Optional<Expression> start,
      Optional<Expression> stop,
      Optional<Expression> step)
      implements Expression {
    @Override
    public Value value(Scope scope) {
      return Sequences.slice(
          of.evaluate(scope),
          start.map(bound -> bound.evaluate(scope)),
          stop.map(bound -> bound.evaluate(scope)),
          step.map(bound -> bound.evaluate(scope)),
          scope.rendering());
    }
  }

  /** {@code function(arguments)}. */
  record Call(Expression function, CallArguments arguments) implements Expression {
    @Override
    public Value value(Scope scope) {
      return call(scope, Map.of());
    }

    /** Calls the function with more arguments than the template wrote. */
    Value call(Scope scope, Map<String, Value> more) {
      Value callee = function.evaluate(scope);
      if (callee instanceof Loop loop && loop.function().isPresent()) {
        callee = loop.function().get();
      }
      if (callee instanceof Undefined undefined) {
        throw new IllegalArgumentException(
            undefined.what() + " must be defined to be called, but is not, or is not supported");
      }
      if (!(callee instanceof Function called)) {
        throw new IllegalArgumentException(
            "only a function or macro can be called, but it was " + callee.type());
      }
      return called.body().call(arguments.evaluate(called.name(), scope, more), scope.rendering());
    }
  }

  /** {@code input | filter(arguments)}. */
  record Filtered(Expression input, FilterCall filter) implements Expression {
    @Override
    public Value value(Scope scope) {
      return filter.apply(input.evaluate(scope), scope);
    }
  }

  /** {@code input is test(arguments)}. */
  record Tested(Expression input, String name, CallArguments arguments) implements Expression {
    @Override
    public Value value(Scope scope) {
      return new Numeric.Bool(
          Condition.named(name)
              .holds(
                  input.evaluate(scope),
                  arguments.evaluate(name, scope, Map.of()),
                  scope.rendering()));
    }
  }

  /** {@code not operand}. */
  record Not(Expression operand) implements Expression {
    @Override
    public Value value(Scope scope) {
      return new Numeric.Bool(!operand.evaluate(scope).isTrue());
    }
  }

  /** {@code -operand} or {@code +operand}. */
  record Signed(Expression operand, boolean isNegative) implements Expression {
    @Override
    public Value value(Scope scope) {
      Value value = operand.evaluate(scope);
      if (!(value instanceof Numeric number)) {
        throw new IllegalArgumentException(
            "a sign must stand before a number, but stands before " + value.type());
      }
      return isNegative
          ? Arithmetic.negate(number)
          : Arithmetic.apply(Operator.ADD, number, new Numeric.Int(0));
    }
  }

  /** {@code left and right}: the right value if the left one is true, else the left one. */
  record And(Expression left, Expression right) implements Expression {
    @Override
    public Value value(Scope scope) {
      Value first = left.evaluate(scope);
      return first.isTrue() ? right.evaluate(scope) : first;
    }
  }

  /** {@code left or right}: the left value if it is true, else the right one. */
  record Or(Expression left, Expression right) implements Expression {
    @Override
    public Value value(Scope scope) {
      Value first = left.evaluate(scope);
      return first.isTrue() ? first : right.evaluate(scope);
    }
  }

  /** An operator that makes a new value. */
  record Binary(Operator operator, Expression left, Expression right) implements Expression {
    @Override
    public Value value(Scope scope) {
      return operator.apply(left.evaluate(scope), right.evaluate(scope), scope.rendering());
    }
  }

  /** {@code first < second <= third ...}: each link must hold; the first that does not ends it. */
  record Chain(Expression first, List<Link> links) implements Expression {
    @Override
    public Value value(Scope scope) {
      Value left = first.evaluate(scope);
      for (Link link : links) {
        Value right = link.right().evaluate(scope);
        if (!link.comparison().holds(left, right, scope.rendering())) {
          return new Numeric.Bool(false);
        }
        left = right;
      }
      return new Numeric.Bool(true);
    }
  }

  /** One comparison with the value to the left of it. */
  record Link(Comparison comparison, Expression right) {}

  /** {@code then if condition else otherwise}; undefined without an else. */
  record Conditional(Expression condition, Expression then, Optional<Expression> otherwise)
      implements Expression {
    @Override
    public Value value(Scope scope) {
      if (condition.evaluate(scope).isTrue()) {
        return then.evaluate(scope);
      }
      return otherwise
          .map(each -> each.evaluate(scope))
          .orElseGet(() -> new Undefined("the value of an 'if' without 'else'"));
    }
  }

  /** {@code [a, b]} or {@code (a, b)}. */
  record ItemsLiteral(List<Expression> elements, boolean isTuple) implements Expression {
    @Override
    public Value value(Scope scope) {
      List<Value> values = new ArrayList<>();
      elements.forEach(element -> values.add(element.evaluate(scope)));
      return new Items(values, isTuple);
    }
  }

  /** <code>{key: value}</code>. */
  record DictLiteral(List<Entry> entries) implements Expression {
    @Override
    public Value value(Scope scope) {
      Map<Value, Value> values = new LinkedHashMap<>();
      for (Entry entry : entries) {
        values.put(Dict.key(entry.key().evaluate(scope)), entry.value().evaluate(scope));
      }
      return new Dict(values);
    }
  }

  /** One entry of a dict literal. */
  record Entry(Expression key, Expression value) {}
}
