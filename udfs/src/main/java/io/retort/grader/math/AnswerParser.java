package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Sym;
import io.retort.grader.math.Expr.Text;
import io.retort.grader.math.Token.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads what answers are made of above the expression: lists, relations, unions, ratios. */
final class AnswerParser {

  private static final int MAX_NESTED_SETS = 20;

  private static final Set<String> SEPARATORS =
      Set.of(",", ";", Signs.AND, Signs.BOTH, Signs.EITHER);

  private final TokenCursor cursor;
  private final Algebra algebra;
  private final ExpressionParser expressions;
  private final Labels labels;

  private AnswerParser(TokenCursor cursor, Work work) {
    this.cursor = cursor;
    this.algebra = new Algebra(work);
    this.expressions = new ExpressionParser(cursor, algebra, this);
    this.labels = new Labels(cursor);
  }

  /** Reads all tokens as one answer. */
  static Expr parse(List<Token> tokens, Work work) {
    TokenCursor cursor = new TokenCursor(tokens, work);
    AnswerParser parser = new AnswerParser(cursor, work);
    Expr answer = parser.sequence();
    if (!cursor.isAtEnd()) {
      throw new UnreadableException("'" + cursor.peek().text() + "' is not expected");
    }
    return Families.declared(answer, parser.algebra);
  }

  /**
   * Items up to a closing sign; a single item is not wrapped. Where both semicolons and commas
   * separate, each part between semicolons is a list of its own.
   */
  Expr sequence() {
    cursor.enter();
    List<Expr> parts = new ArrayList<>();
    List<Expr> items = new ArrayList<>();
    boolean hasCommas = false;
    Set<String> separators = new HashSet<>();
    skipSeparators();
    while (true) {
      items.add(item());
      if (!isAtSeparator()) {
        break;
      }
      String separator = skipSeparators();
      separators.add(separator);
      if (isAtClose()) {
        break; // a separator that closes the list
      }
      if (separator.equals(";")) {
        parts.add(list(items));
        items.clear();
      } else {
        hasCommas = true;
      }
    }
    cursor.leave();
    if (parts.isEmpty()) {
      return isProposition(items, separators)
          ? new Node(separators.iterator().next(), sorted(items))
          : list(items);
    }
    parts.add(list(items));
    return hasCommas ? new Node(Expr.LIST, parts) : list(parts);
  }

  /** Whether names are joined by one logical sign throughout: p ∧ q. */
  private static boolean isProposition(List<Expr> items, Set<String> separators) {
    return (separators.equals(Set.of(Signs.BOTH)) || separators.equals(Set.of(Signs.EITHER)))
        && items.stream().allMatch(item -> item instanceof Sym);
  }

  private static List<Expr> sorted(List<Expr> items) {
    return items.stream().sorted(Comparator.comparing(Spelling::of)).toList();
  }

  private Expr list(List<Expr> items) {
    return items.size() == 1
        ? items.get(0)
        : Quantities.total(items, algebra).orElseGet(() -> new Node(Expr.LIST, items));
  }

  private boolean isAtSeparator() {
    return cursor.peek().kind() == Kind.SIGN && SEPARATORS.contains(cursor.peek().text());
  }

  private String skipSeparators() {
    String strongest = "";
    while (isAtSeparator()) {
      String separator = cursor.next().text();
      strongest = strongest.equals(";") ? strongest : separator;
    }
    return strongest;
  }

  private boolean isAtClose() {
    Token token = cursor.peek();
    return token.kind() == Kind.END
        || token.is(Kind.COMMAND, "end")
        || (token.kind() == Kind.SIGN
            && Set.of(")", "]", "}", Signs.CLOSE_SET, "⟩", "&", Signs.NEW_ROW, "|")
                .contains(token.text()));
  }

  private Expr item() {
    int start = cursor.position();
    String words = words();
    if (!words.isEmpty()) {
      return new Text(words);
    }
    cursor.moveTo(start);
    cursor.skip("≈");
    Optional<Text> label = labels.skip();
    if (label.isPresent()) {
      return labelled(label.get());
    }
    Expr first = relation();
    if (cursor.peek().kind() != Kind.NUMBER) {
      return first;
    }
    List<Expr> row = new ArrayList<>();
    row.add(first);
    while (cursor.peek().kind() == Kind.NUMBER) {
      row.add(expressions.sum());
    }
    return Quantities.total(row, algebra).orElseGet(() -> new Node(Expr.ROW, row));
  }

  private Expr labelled(Text label) {
    cursor.enter();
    Expr value = item();
    cursor.leave();
    boolean saysNothing = label.words().isEmpty() || value.is(Expr.NAMED);
    return saysNothing ? value : Expr.node(Expr.NAMED, label, value);
  }

  /** The words up to a separator if there is nothing else; empty otherwise. */
  private String words() {
    StringBuilder words = new StringBuilder();
    while (cursor.peek().kind() == Kind.TEXT || isWord(cursor.peek())) {
      words.append(words.isEmpty() ? "" : " ").append(cursor.next().text());
    }
    boolean isWhole = isAtSeparator() || isAtClose();
    return isWhole ? Words.key(words.toString().toLowerCase(Locale.ROOT)) : "";
  }

  private static boolean isWord(Token token) {
    return token.kind() == Kind.WORD
        && Vocabulary.isWord(token.text())
        && !Vocabulary.FUNCTIONS.contains(token.text())
        && !token.text().toLowerCase(Locale.ROOT).startsWith("infin");
  }

  private Expr relation() {
    List<Expr> terms = new ArrayList<>();
    List<String> signs = new ArrayList<>();
    terms.add(isAtComparison() ? new Sym("x") : term());
    while (cursor.peek().kind() == Kind.SIGN && Signs.RELATIONS.contains(cursor.peek().text())) {
      signs.add(cursor.next().text());
      terms.add(term());
    }
    if (signs.equals(List.of("≠"))) {
      return unequal(terms);
    }
    Expr chain = signs.isEmpty() ? terms.get(0) : Relations.of(terms, signs);
    return modulo(chain);
  }

  /** Whether nothing stands before the sign, as in "> 3": then any name may. */
  private boolean isAtComparison() {
    return cursor.peek().kind() == Kind.SIGN
        && Set.of("<", ">", "≤", "≥", "≠").contains(cursor.peek().text());
  }

  /** Of x ≠ 1, 2 both: values with no relation of their own belong to the one before them. */
  private Expr unequal(List<Expr> terms) {
    List<Expr> chains = new ArrayList<>();
    chains.add(Relations.of(terms, List.of("≠")));
    while (isAtSeparator()) {
      int start = cursor.position();
      skipSeparators();
      Expr next = isAtClose() ? null : term();
      if (next == null || Relations.hasName(next) || !(isAtSeparator() || isAtClose())) {
        cursor.moveTo(start);
        break;
      }
      chains.add(Relations.of(List.of(terms.get(0), next), List.of("≠")));
    }
    return list(chains);
  }

  /** Wraps the residue when \pmod{n}, (mod n) or mod n follows. */
  private Expr modulo(Expr value) {
    boolean isBracketed = cursor.isAt("(");
    if (!isMod(cursor.peek(isBracketed ? 1 : 0))) {
      return value;
    }
    if (isBracketed) {
      cursor.next();
    }
    cursor.next();
    Expr modulus = expressions.sum();
    if (isBracketed) {
      cursor.expect(")");
    }
    return Relations.modulo(value, modulus);
  }

  static boolean isMod(Token token) {
    return token.kind() == Kind.COMMAND && Set.of("mod", "pmod", "bmod").contains(token.text());
  }

  private Expr term() {
    if (isAtDefinition()) {
      Token name = cursor.next();
      return expressions.call(name.text());
    }
    if (ClockTimes.isHere(cursor)) {
      return ClockTimes.take(cursor);
    }
    Expr first = union();
    if (expressions.isInSet() || !cursor.isAt(":")) {
      return first;
    }
    List<Expr> parts = new ArrayList<>();
    parts.add(first);
    while (cursor.skip(":")) {
      parts.add(union());
    }
    return new Node(Expr.RATIO, parts);
  }

  /** Whether a letter stands here, applied to something in brackets that a relation follows. */
  private boolean isAtDefinition() {
    if (cursor.peek().kind() != Kind.WORD || cursor.peek().text().length() != 1) {
      return false;
    }
    int ahead = 1;
    if (cursor.peek(ahead).isSign("_")) {
      ahead = cursor.peek(ahead + 1).isSign("{") ? ahead + 4 : ahead + 2;
    }
    if (isInverse(ahead)) {
      ahead += 5;
    }
    if (!cursor.peek(ahead).isSign("(")) {
      return false;
    }
    while (!cursor.peek(ahead).isSign(")")) {
      if (cursor.peek(ahead).kind() == Kind.END || ahead > 20) {
        return false;
      }
      ahead++;
    }
    return cursor.peek(ahead + 1).isSign("=");
  }

  /** The ^{-1} of f^{-1}(x). */
  private boolean isInverse(int ahead) {
    return cursor.peek(ahead).isSign("^")
        && cursor.peek(ahead + 1).isSign("{")
        && cursor.peek(ahead + 2).isSign("-")
        && cursor.peek(ahead + 3).text().equals("1")
        && cursor.peek(ahead + 4).isSign("}");
  }

  private Expr union() {
    Expr left = expressions.sum();
    int depth = 0;
    while (cursor.isAt("∪") || cursor.isAt("∩") || cursor.isAt("\\")) {
      String sign = cursor.next().text();
      cursor.skip(",");
      Expr right = expressions.sum();
      String head =
          switch (sign) {
            case "∪" -> Expr.UNION;
            case "∩" -> Expr.INTERSECTION;
            default -> Expr.WITHOUT;
          };
      left = joined(head, left, head.equals(Expr.WITHOUT) ? asSet(right) : right);
      if (!head.equals(Expr.UNION) && ++depth > MAX_NESTED_SETS) {
        throw new UnreadableException("more than " + MAX_NESTED_SETS + " set operations");
      }
    }
    return left;
  }

  /** The {0} of ℝ∖{0}, whose braces LaTeX takes for a group. */
  private static Expr asSet(Expr removed) {
    if (removed instanceof Node node && node.is(Expr.LIST)) {
      return new Node(Expr.SET, node.args());
    }
    return removed instanceof Expr.Num ? Expr.node(Expr.SET, removed) : removed;
  }

  private static Expr joined(String head, Expr left, Expr right) {
    if (head.equals(Expr.UNION) && left instanceof Node node && node.is(Expr.UNION)) {
      List<Expr> parts = new ArrayList<>(node.args());
      parts.add(right);
      return new Node(Expr.UNION, parts);
    }
    return Expr.node(head, left, right);
  }
}
