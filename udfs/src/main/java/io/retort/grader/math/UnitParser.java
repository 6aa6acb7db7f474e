package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Sym;
import io.retort.grader.math.Expr.Text;
import io.retort.grader.math.Token.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the words after a number: a unit, or what is counted.
 *
 * <p>Only after a number, only up to the end of the item, and never a single bare letter: {@code
 * -12g} is a product.
 */
final class UnitParser {

  private static final Set<String> PERCENTS = Set.of("percent", "percentage", "pct", "percents");
  private static final Set<String> DEGREES = Set.of("degree", "degrees", "deg");

  /** Units of one letter; others are more often names. */
  private static final Set<String> LETTERS =
      Set.of("m", "g", "s", "h", "L", "l", "N", "J", "W", "V", "K", "C");

  private final TokenCursor cursor;

  UnitParser(TokenCursor cursor) {
    this.cursor = cursor;
  }

  /** Whether the factors read so far make a number and a unit follows. */
  boolean isHere(List<Expr> factors) {
    Token token = cursor.peek();
    boolean isWord =
        token.kind() == Kind.TEXT
            || token.isSign("€")
            || token.isSign("£")
            || token.isSign("¥")
            || token.isSign("₹")
            || token.isSign("¢")
            || (token.isSign(Signs.MONEY) && factors.stream().noneMatch(f -> f.is(Expr.UNIT)))
            || (token.kind() == Kind.WORD && isUnitWord(token.text()))
            || isLetter(factors);
    return isWord && factors.stream().noneMatch(UnitParser::hasVariable) && endOfUnit() > 0;
  }

  private boolean isUnitWord(String word) {
    if (PERCENTS.contains(word) || DEGREES.contains(word) || word.equals("sq")) {
      return true;
    }
    if (Vocabulary.FUNCTIONS.contains(word)) {
      // 30 min, but not 30 sec x
      return UnitPhrase.of(words(cursor.position() + lengthOfUnit())).isKnown();
    }
    return word.length() > 1 && (Unit.named(word).isPresent() || Vocabulary.isWord(word));
  }

  /** The m of 5 m, 5 m/s or 5 m^2: with a space before it, a number and nothing else. */
  private boolean isLetter(List<Expr> factors) {
    Token letter = cursor.peek();
    Token after = cursor.peek(1);
    boolean isNumber =
        factors.stream().allMatch(f -> f instanceof Expr.Num)
            && (cursor.peek(-1).kind() == Kind.NUMBER || factors.size() > 1);
    return isNumber
        && letter.kind() == Kind.WORD
        && letter.isSpaced()
        && LETTERS.contains(letter.text())
        && after.kind() != Kind.WORD
        && UnitPhrase.of(words(cursor.position() + lengthOfUnit())).isKnown();
  }

  /** Whether a slash starts a rate without a unit before it, as in 5/hour. */
  boolean isRate(List<Expr> factors) {
    Token word = cursor.peek(1);
    boolean isWord =
        word.kind() == Kind.TEXT
            || (word.kind() == Kind.WORD
                && word.text().length() > 1
                && Unit.named(word.text()).isPresent());
    return isWord && factors.stream().noneMatch(UnitParser::hasVariable);
  }

  Expr read(Expr value) {
    int end = endOfUnit();
    String unit = words(end);
    cursor.moveTo(end);
    if (PERCENTS.contains(unit)) {
      return Expr.node(Expr.PERCENT, value);
    }
    if (DEGREES.contains(unit)) {
      return Expr.node(Expr.DEGREES, value);
    }
    return Expr.node(Expr.UNIT, value, new Text(unit));
  }

  /** The tokens up to a position as words. */
  private String words(int end) {
    StringBuilder words = new StringBuilder();
    for (int ahead = 0; cursor.position() + ahead < end; ahead++) {
      String text = cursor.peek(ahead).text();
      boolean isGlued = "^/{}.-".contains(text) || words.isEmpty();
      boolean afterSign = !words.isEmpty() && "^/-".indexOf(words.charAt(words.length() - 1)) >= 0;
      if (!isGlued && !afterSign) {
        words.append(' ');
      }
      if (!"{}*.".contains(text)) {
        words.append(text.toLowerCase(Locale.ROOT));
      }
    }
    return words.toString();
  }

  private int lengthOfUnit() {
    int ahead = 0;
    while (isPartOfUnit(ahead)) {
      ahead++;
    }
    return ahead;
  }

  /** The position after the words if nothing but a separator follows them; 0 otherwise. */
  private int endOfUnit() {
    int ahead = lengthOfUnit();
    Token after = cursor.peek(ahead);
    boolean isEnd =
        after.kind() == Kind.END
            || (after.kind() == Kind.NUMBER
                && UnitPhrase.of(words(cursor.position() + ahead)).isKnown())
            || (after.kind() == Kind.SIGN
                && (Signs.RELATIONS.contains(after.text())
                    || Set.of(
                            ",",
                            ";",
                            ")",
                            "]",
                            "}",
                            Signs.CLOSE_SET,
                            Signs.AND,
                            Signs.BOTH,
                            Signs.EITHER,
                            ".",
                            ":",
                            "&")
                        .contains(after.text())));
    return isEnd ? cursor.position() + ahead : 0;
  }

  private boolean isPartOfUnit(int ahead) {
    Token token = cursor.peek(ahead);
    Token before = cursor.peek(ahead - 1);
    return switch (token.kind()) {
      case TEXT, WORD -> true;
      case NUMBER -> before.isSign("^") || before.isSign("{") || before.isSign("-");
      case SIGN ->
          switch (token.text()) {
            case "^", "/", "." -> ahead > 0 || token.isSign("/");
            case "*" -> ahead > 0 && isUnit(cursor.peek(ahead + 1));
            case "-" -> before.isSign("^") || before.isSign("{");
            case "{" -> before.isSign("^");
            case "}" ->
                before.kind() == Kind.NUMBER
                    && (cursor.peek(ahead - 2).isSign("{") || cursor.peek(ahead - 3).isSign("{"));
            case "€", "£", "¥", "₹", "¢", Signs.MONEY -> ahead == 0;
            default -> false;
          };
      default -> false;
    };
  }

  private static boolean isUnit(Token token) {
    return token.kind() == Kind.TEXT
        || (token.kind() == Kind.WORD && Unit.named(token.text()).isPresent());
  }

  private static boolean hasVariable(Expr expr) {
    if (expr instanceof Sym symbol) {
      return !Set.of("pi", "e", "±", "∓").contains(symbol.name());
    }
    return expr instanceof Node node
        && (node.args().stream().anyMatch(UnitParser::hasVariable) || isShape(node));
  }

  private static boolean isShape(Node node) {
    return Set.of(Expr.UNIT, Expr.TUPLE, Expr.SET, Expr.MATRIX).contains(node.head());
  }
}
