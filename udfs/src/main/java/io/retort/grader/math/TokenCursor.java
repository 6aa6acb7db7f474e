package io.retort.grader.math;

import io.retort.grader.math.Token.Kind;
import java.util.List;

/** Where a parser stands in its tokens, how deep it is, and what that has cost. */
final class TokenCursor {

  private static final Token END = new Token(Kind.END, "", false);

  private final List<Token> tokens;
  private final Work work;
  private int position;
  private int depth;

  TokenCursor(List<Token> tokens, Work work) {
    this.tokens = tokens;
    this.work = work;
  }

  Token peek() {
    return peek(0);
  }

  Token peek(int ahead) {
    int index = position + ahead;
    return index >= 0 && index < tokens.size() ? tokens.get(index) : END;
  }

  Token next() {
    work.spend(1);
    Token token = peek();
    position++;
    return token;
  }

  int position() {
    return position;
  }

  void moveTo(int position) {
    work.spend(1);
    this.position = position;
  }

  boolean isAt(String sign) {
    return peek().isSign(sign);
  }

  boolean isAtCommand(String name) {
    return peek().is(Kind.COMMAND, name);
  }

  boolean isAtEnd() {
    return peek().kind() == Kind.END;
  }

  /** Steps over the sign if it stands here. */
  boolean skip(String sign) {
    boolean isHere = isAt(sign);
    if (isHere) {
      next();
    }
    return isHere;
  }

  /** Takes the first digits or letters off the number or word that stands here. */
  void split(int length) {
    work.spend(1);
    Token token = peek();
    tokens.set(position, new Token(token.kind(), token.text().substring(length), false));
  }

  void expect(String sign) {
    if (!skip(sign)) {
      throw new UnreadableException("no '" + sign + "' before '" + peek().text() + "'");
    }
  }

  void enter() {
    if (++depth > Reader.MAX_DEPTH) {
      throw new UnreadableException("nested deeper than " + Reader.MAX_DEPTH);
    }
  }

  void leave() {
    depth--;
  }
}
