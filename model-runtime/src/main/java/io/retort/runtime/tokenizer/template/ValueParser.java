package io.retort.runtime.tokenizer.template;

import io.retort.runtime.tokenizer.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads literals and names, and what stands behind them: attributes, elements, slices, calls. */
final class ValueParser {

  private final TokenStream tokens;
  private final ExpressionParser expressions;

  ValueParser(TokenStream tokens, ExpressionParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
  }

  Expression primary() {
    Token token = tokens.current();
    return switch (token.kind()) {
      case NAME -> name(tokens.next().text());
      case TEXT -> new Expression.Literal(new Text(texts()));
      case INTEGER -> new Expression.Literal(new Numeric.Int(integer()));
      case FLOAT ->
          new Expression.Literal(
              new Numeric.Real(Double.parseDouble(tokens.next().text().replace("_", ""))));
      case OPERATOR -> bracket(token);
      default -> throw tokens.expected("a value");
    };
  }

  private static Expression name(String name) {
    return switch (name) {
      case "true", "True" -> new Expression.Literal(new Numeric.Bool(true));
      case "false", "False" -> new Expression.Literal(new Numeric.Bool(false));
      case "none", "None" -> new Expression.Literal(new None());
      default -> new Expression.Name(name);
    };
  }

  /** Texts that stand side by side are one. */
  private String texts() {
    StringBuilder text = new StringBuilder();
    while (tokens.isAt(Kind.TEXT)) {
      text.append(tokens.next().text());
    }
    return text.toString();
  }

  private long integer() {
    String digits = tokens.current().text().replace("_", "");
    int radix =
        switch (digits.length() > 1 ? Character.toLowerCase(digits.charAt(1)) : '0') {
          case 'x' -> 16;
          case 'o' -> 8;
          case 'b' -> 2;
          default -> 10;
        };
    try {
      long value = Long.parseLong(radix == 10 ? digits : digits.substring(2), radix);
      tokens.next();
      return value;
    } catch (NumberFormatException e) {
      throw tokens.error("an integer must fit into 64 bits, but was " + digits);
    }
  }

  private Expression bracket(Token token) {
    return switch (token.text()) {
      case "(" -> brackets();
      case "[" -> {
        tokens.next();
        yield new Expression.ItemsLiteral(elementsUntil("]"), false);
      }
      case "{" -> dict();
      default -> throw tokens.expected("a value");
    };
  }

  private Expression brackets() {
    tokens.expectOperator("(");
    if (tokens.skipOperator(")")) {
      return new Expression.ItemsLiteral(List.of(), true);
    }
    Expression inner = expressions.tuple();
    tokens.expectOperator(")");
    return inner;
  }

  private List<Expression> elementsUntil(String end) {
    List<Expression> elements = new ArrayList<>();
    while (!tokens.skipOperator(end)) {
      if (!elements.isEmpty()) {
        tokens.expectOperator(",");
        if (tokens.skipOperator(end)) {
          break;
        }
      }
      elements.add(expressions.expression());
    }
    return elements;
  }

  private Expression dict() {
    tokens.expectOperator("{");
    List<Expression.Entry> entries = new ArrayList<>();
    while (!tokens.skipOperator("}")) {
      if (!entries.isEmpty()) {
        tokens.expectOperator(",");
        if (tokens.skipOperator("}")) {
          break;
        }
      }
      Expression key = expressions.expression();
      tokens.expectOperator(":");
      entries.add(new Expression.Entry(key, expressions.expression()));
    }
    return new Expression.DictLiteral(entries);
  }

  /** Reads all that stands behind a value. */
  Expression behind(Expression value) {
    Expression expression = value;
    while (true) {
      if (tokens.skipOperator(".")) {
        expression = member(expression);
      } else if (tokens.skipOperator("[")) {
        expression = element(expression);
      } else if (tokens.isAtOperator("(")) {
        expression = new Expression.Call(expression, expressions.arguments());
      } else {
        return expression;
      }
    }
  }

  /** {@code value.name}, or {@code value.0}, which is an element. */
  private Expression member(Expression of) {
    if (tokens.isAt(Kind.INTEGER)) {
      return new Expression.Item(of, new Expression.Literal(new Numeric.Int(integer())));
    }
    return new Expression.Attribute(of, tokens.expect(Kind.NAME).text());
  }

  private Expression element(Expression of) {
    Optional<Expression> start = boundBefore(":");
    if (start.isPresent() && tokens.skipOperator("]")) {
      return new Expression.Item(of, start.get());
    }
    tokens.expectOperator(":");
    Optional<Expression> stop = boundBefore(":");
    Optional<Expression> step = tokens.skipOperator(":") ? boundBefore("]") : Optional.empty();
    tokens.expectOperator("]");
    return new Expression.Slice(of, start, stop, step);
  }

  private Optional<Expression> boundBefore(String next) {
    return tokens.isAtOperator(next) || tokens.isAtOperator("]")
        ? Optional.empty()
        : Optional.of(expressions.expression());
  }
}
