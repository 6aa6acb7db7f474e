package io.retort.runtime.tokenizer.template;

import io.retort.runtime.tokenizer.template.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads expressions, with the precedence of Jinja 3.1's parser.py: conditional, or, and, not,
 * comparisons, {@code + -}, {@code ~}, {@code * / // %}, {@code **}, signs, then what stands behind
 * a value (attributes, elements, calls), then filters and tests.
 */
final class ExpressionParser {

  private static final Map<String, Operator> SUMS =
      Map.of("+", Operator.ADD, "-", Operator.SUBTRACT);
  private static final Map<String, Operator> PRODUCTS =
      Map.of(
          "*", Operator.MULTIPLY,
          "/", Operator.DIVIDE,
          "//", Operator.FLOOR_DIVIDE,
          "%", Operator.REMAINDER);
  private static final Map<String, Comparison> COMPARISONS =
      Map.of(
          "==", Comparison.EQUAL,
          "!=", Comparison.NOT_EQUAL,
          "<", Comparison.LESS,
          "<=", Comparison.LESS_OR_EQUAL,
          ">", Comparison.GREATER,
          ">=", Comparison.GREATER_OR_EQUAL);

  private final TokenStream tokens;
  private final ValueParser values;

  ExpressionParser(TokenStream tokens) {
    this.tokens = tokens;
    this.values = new ValueParser(tokens, this);
  }

  /** A single expression, conditional ones included. */
  Expression expression() {
    Expression expression = or();
    while (tokens.skipName("if")) {
      Expression condition = or();
      Optional<Expression> otherwise =
          tokens.skipName("else") ? Optional.of(expression()) : Optional.empty();
      expression = new Expression.Conditional(condition, expression, otherwise);
    }
    return expression;
  }

  /** A single expression that is not conditional: a "for" has an "if" of its own behind it. */
  Expression unconditional() {
    return tupleOf(or(), false);
  }

  /** An expression, or several with commas between them, which make a tuple. */
  Expression tuple() {
    return tupleOf(expression(), true);
  }

  private Expression tupleOf(Expression first, boolean isConditional) {
    if (!tokens.isAtOperator(",")) {
      return first;
    }
    List<Expression> elements = new ArrayList<>(List.of(first));
    while (tokens.skipOperator(",")) {
      if (isAtTupleEnd()) {
        break;
      }
      elements.add(isConditional ? expression() : or());
    }
    return new Expression.ItemsLiteral(elements, true);
  }

  private boolean isAtTupleEnd() {
    return tokens.isAt(Kind.PRINT_END)
        || tokens.isAt(Kind.BLOCK_END)
        || tokens.isAtOperator(")")
        || tokens.isAtOperator("=");
  }

  /** Filters with bars between them, without a value before the first. */
  List<FilterCall> filters() {
    List<FilterCall> filters = new ArrayList<>();
    do {
      filters.add(filter());
    } while (tokens.skipOperator("|"));
    return filters;
  }

  /** What stands between the brackets of a call, both brackets included. */
  CallArguments arguments() {
    tokens.expectOperator("(");
    List<Expression> positional = new ArrayList<>();
    Map<String, Expression> named = new LinkedHashMap<>();
    Optional<Expression> unpacked = Optional.empty();
    Optional<Expression> unpackedNamed = Optional.empty();
    boolean isFirst = true;
    while (!tokens.skipOperator(")")) {
      if (!isFirst) {
        tokens.expectOperator(",");
        if (tokens.skipOperator(")")) {
          break;
        }
      }
      isFirst = false;
      if (unpacked.isEmpty() && tokens.skipOperator("*")) {
        unpacked = Optional.of(expression());
      } else if (unpackedNamed.isEmpty() && tokens.skipOperator("**")) {
        unpackedNamed = Optional.of(expression());
      } else {
        argument(positional, named);
      }
    }
    return new CallArguments(positional, named, unpacked, unpackedNamed);
  }

  private void argument(List<Expression> positional, Map<String, Expression> named) {
    if (tokens.isAtOperator("*") || tokens.isAtOperator("**")) {
      throw tokens.error("each of '*' and '**' can stand once in a call, but one stands twice");
    }
    if (tokens.isAt(Kind.NAME) && tokens.isBeforeOperator("=")) {
      String name = tokens.next().text();
      tokens.expectOperator("=");
      if (named.put(name, expression()) != null) {
        throw tokens.error("each argument must be given once, but '" + name + "' is given twice");
      }
    } else if (named.isEmpty()) {
      positional.add(expression());
    } else {
      throw tokens.error("arguments without a name must stand before those with one, but do not");
    }
  }

  private Expression or() {
    Expression left = and();
    while (tokens.skipName("or")) {
      left = new Expression.Or(left, and());
    }
    return left;
  }

  private Expression and() {
    Expression left = not();
    while (tokens.skipName("and")) {
      left = new Expression.And(left, not());
    }
    return left;
  }

  private Expression not() {
    return tokens.skipName("not") ? new Expression.Not(not()) : comparison();
  }

  private Expression comparison() {
    Expression first = sum();
    List<Expression.Link> links = new ArrayList<>();
    Optional<Comparison> comparison = skipComparison();
    while (comparison.isPresent()) {
      links.add(new Expression.Link(comparison.get(), sum()));
      comparison = skipComparison();
    }
    return links.isEmpty() ? first : new Expression.Chain(first, links);
  }

  private Optional<Comparison> skipComparison() {
    if (tokens.skipName("in")) {
      return Optional.of(Comparison.IN);
    }
    if (tokens.isAtName("not") && tokens.isBeforeName("in")) {
      tokens.next();
      tokens.next();
      return Optional.of(Comparison.NOT_IN);
    }
    return skip(COMPARISONS);
  }

  private Expression sum() {
    Expression left = joined();
    Optional<Operator> operator = skip(SUMS);
    while (operator.isPresent()) {
      left = new Expression.Binary(operator.get(), left, joined());
      operator = skip(SUMS);
    }
    return left;
  }

  private Expression joined() {
    Expression left = product();
    while (tokens.skipOperator("~")) {
      left = new Expression.Binary(Operator.JOIN, left, product());
    }
    return left;
  }

  private Expression product() {
    Expression left = power();
    Optional<Operator> operator = skip(PRODUCTS);
    while (operator.isPresent()) {
      left = new Expression.Binary(operator.get(), left, power());
      operator = skip(PRODUCTS);
    }
    return left;
  }

  private <T> Optional<T> skip(Map<String, T> operators) {
    Optional<T> operator =
        tokens.isAt(Kind.OPERATOR)
            ? Optional.ofNullable(operators.get(tokens.current().text()))
            : Optional.empty();
    operator.ifPresent(skipped -> tokens.next());
    return operator;
  }

  // From left to right, unlike Python: 2 ** 3 ** 2 is 64 in Jinja.
  private Expression power() {
    Expression left = filtered();
    while (tokens.skipOperator("**")) {
      left = new Expression.Binary(Operator.POWER, left, filtered());
    }
    return left;
  }

  private Expression filtered() {
    Expression expression = signed();
    while (true) {
      if (tokens.skipOperator("|")) {
        expression = new Expression.Filtered(expression, filter());
      } else if (tokens.skipName("is")) {
        expression = tested(expression);
      } else if (tokens.isAtOperator("(")) {
        expression = new Expression.Call(expression, arguments());
      } else {
        return expression;
      }
    }
  }

  // A sign binds closer than a filter, but not closer than an attribute.
  private Expression signed() {
    if (tokens.isAtOperator("-") || tokens.isAtOperator("+")) {
      boolean isNegative = tokens.next().text().equals("-");
      return values.behind(new Expression.Signed(signed(), isNegative));
    }
    return values.behind(values.primary());
  }

  private FilterCall filter() {
    String name = tokens.expect(Kind.NAME).text();
    CallArguments arguments = tokens.isAtOperator("(") ? arguments() : CallArguments.NONE;
    return new FilterCall(name, arguments);
  }

  private Expression tested(Expression input) {
    boolean isNegated = tokens.skipName("not");
    String name = tokens.expect(Kind.NAME).text();
    Expression tested = new Expression.Tested(input, name, testArguments());
    return isNegated ? new Expression.Not(tested) : tested;
  }

  // "x is divisibleby 3" needs no brackets; what follows "x is defined" is no argument.
  private CallArguments testArguments() {
    if (tokens.isAtOperator("(")) {
      return arguments();
    }
    boolean isValue =
        switch (tokens.current().kind()) {
          case TEXT, INTEGER, FLOAT -> true;
          case NAME ->
              !List.of("else", "or", "and", "if", "is", "in", "not")
                  .contains(tokens.current().text());
          case OPERATOR -> tokens.isAtOperator("[") || tokens.isAtOperator("{");
          default -> false;
        };
    return isValue
        ? new CallArguments(List.of(values.behind(values.primary())), Map.of())
        : CallArguments.NONE;
  }
}
