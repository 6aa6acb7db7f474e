package io.retort.runtime.tokenizer.template;

import io.retort.runtime.tokenizer.template.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Takes the inside of one tag apart, up to its end. */
final class ExpressionLexer {

  private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern FLOAT =
      Pattern.compile("\\d[\\d_]*(?:\\.\\d[\\d_]*(?:[eE][-+]?\\d+)?|[eE][-+]?\\d+)");
  private static final Pattern INTEGER =
      Pattern.compile("0[xX][\\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|\\d[\\d_]*");
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}_][\\w]*", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern OPERATOR =
      Pattern.compile("//|\\*\\*|==|!=|>=|<=|[-+/*%~\\[\\](){}<>=.:|,;]");
  private static final Map<String, String> CLOSING = Map.of("(", ")", "[", "]", "{", "}");

  private final Cursor cursor;
  private final List<Token> tokens;
  private final Deque<String> open = new ArrayDeque<>();

  ExpressionLexer(Cursor cursor, List<Token> tokens) {
    this.cursor = cursor;
    this.tokens = tokens;
  }

  /**
   * Adds the tokens of a tag, and returns its end.
   *
   * @param end matches the end; it only counts outside of all brackets, since "}}" also ends dicts
   * @param endWords the end, for error messages
   */
  String lexUntil(Pattern end, String endWords) {
    while (true) {
      String found = open.isEmpty() ? cursor.take(end) : "";
      if (!found.isEmpty()) {
        return found;
      }
      if (cursor.isAtEnd()) {
        throw cursor.error("a tag must end with '" + endWords + "', but has no end");
      }
      next();
    }
  }

  private void next() {
    if (!cursor.take(SPACE).isEmpty()) {
      return;
    }
    int line = cursor.line();
    if (cursor.isAt("'") || cursor.isAt("\"")) {
      tokens.add(new Token(Kind.TEXT, text(), line));
      return;
    }
    for (Map.Entry<Kind, Pattern> rule :
        List.of(
            Map.entry(Kind.FLOAT, FLOAT),
            Map.entry(Kind.INTEGER, INTEGER),
            Map.entry(Kind.NAME, NAME),
            Map.entry(Kind.OPERATOR, OPERATOR))) {
      String found = cursor.take(rule.getValue());
      if (!found.isEmpty()) {
        balance(found);
        tokens.add(new Token(rule.getKey(), found, line));
        return;
      }
    }
    throw cursor.error(
        "a tag must hold names, literals and operators, but holds '" + cursor.take(1) + "'");
  }

  private String text() {
    String quoted = cursor.takeQuoted();
    if (quoted.isEmpty()) {
      throw cursor.error("a text must end with the quote it began with, but has no end");
    }
    try {
      return StringLiteral.unescape(quoted.substring(1, quoted.length() - 1));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          TemplateError.at(cursor.line(), String.valueOf(e.getMessage())), e);
    }
  }

  private void balance(String operator) {
    if (CLOSING.containsKey(operator)) {
      open.push(operator);
    } else if (CLOSING.containsValue(operator)) {
      String opened = open.isEmpty() ? "" : open.pop();
      if (!operator.equals(CLOSING.get(opened))) {
        throw cursor.error(
            "brackets must close in the order they open, but '"
                + operator
                + "' closes "
                + (opened.isEmpty() ? "nothing" : "'" + opened + "'"));
      }
    }
  }
}
