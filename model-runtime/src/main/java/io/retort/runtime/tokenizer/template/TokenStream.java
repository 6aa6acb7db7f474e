package io.retort.runtime.tokenizer.template;

import io.retort.runtime.tokenizer.template.Token.Kind;
import java.util.List;

/** The tokens of a template as the parsers read them. */
final class TokenStream {

  private final List<Token> tokens;
  private int position;

  /** Reads from the first token on; the last one must be {@link Kind#END}. */
  TokenStream(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token current() {
    return tokens.get(position);
  }

  Token next() {
    Token token = current();
    position = Math.min(position + 1, tokens.size() - 1);
    return token;
  }

  boolean isAt(Kind kind) {
    return current().kind() == kind;
  }

  boolean isAtName(String name) {
    return current().is(Kind.NAME, name);
  }

  boolean isAtOperator(String operator) {
    return current().is(Kind.OPERATOR, operator);
  }

  /** Whether the token after the present one is that name. */
  boolean isBeforeName(String name) {
    return tokens.get(Math.min(position + 1, tokens.size() - 1)).is(Kind.NAME, name);
  }

  /** Whether the token after the present one is that operator. */
  boolean isBeforeOperator(String operator) {
    return tokens.get(Math.min(position + 1, tokens.size() - 1)).is(Kind.OPERATOR, operator);
  }

  /** Moves on if the present token is that name. */
  boolean skipName(String name) {
    boolean isAtName = isAtName(name);
    position += isAtName ? 1 : 0;
    return isAtName;
  }

  /** Moves on if the present token is that operator. */
  boolean skipOperator(String operator) {
    boolean isAtOperator = isAtOperator(operator);
    position += isAtOperator ? 1 : 0;
    return isAtOperator;
  }

  Token expect(Kind kind) {
    if (!isAt(kind)) {
      throw expected(kind.words());
    }
    return next();
  }

  void expectName(String name) {
    if (!skipName(name)) {
      throw expected("'" + name + "'");
    }
  }

  void expectOperator(String operator) {
    if (!skipOperator(operator)) {
      throw expected("'" + operator + "'");
    }
  }

  IllegalArgumentException expected(String words) {
    return error("here must stand " + words + ", but " + current().words() + " does");
  }

  IllegalArgumentException error(String problem) {
    return new IllegalArgumentException(TemplateError.at(current().line(), problem));
  }
}
