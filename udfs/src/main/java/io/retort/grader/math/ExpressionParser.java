package io.retort.grader.math;

import io.retort.grader.math.Expr.Num;
import io.retort.grader.math.Expr.Sym;
import io.retort.grader.math.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads sums, products and powers, the way a person does: {@code 2 3/4} is mixed, {@code 2x} a
 * product, {@code \sin 30 t} the sine of a product. Explicit and implicit products bind alike, from
 * left to right.
 */
final class ExpressionParser {

  private static final Set<String> CLOSERS =
      Set.of(
          ")",
          "]",
          "}",
          Signs.CLOSE_SET,
          "⟩",
          "⌋",
          "⌉",
          "&",
          Signs.NEW_ROW,
          ",",
          ";",
          Signs.AND,
          Signs.BOTH,
          Signs.EITHER);

  /** Exponents, factorials and so on after one value; each makes the tree deeper. */
  private static final int MAX_POSTFIXES = 20;

  private final TokenCursor cursor;
  private final Algebra algebra;
  private final PrimaryParser primaries;
  private final UnitParser units;
  private int bars;
  private int sets;

  ExpressionParser(TokenCursor cursor, Algebra algebra, AnswerParser answers) {
    this.cursor = cursor;
    this.algebra = algebra;
    this.primaries = new PrimaryParser(cursor, algebra, answers, this);
    this.units = new UnitParser(cursor);
  }

  /** A sum of products, with a sign before it or not. */
  Expr sum() {
    cursor.enter();
    List<Expr> terms = new ArrayList<>();
    terms.add(signedProduct());
    while (isAtTermSign()) {
      boolean isWithout =
          terms.get(0).equals(Constants.REALS)
              && cursor.isAt("-")
              && cursor.peek(1).isSign(Signs.OPEN_SET);
      if (isWithout) {
        cursor.next();
        terms.set(0, Expr.node(Expr.WITHOUT, terms.get(0), product()));
      } else {
        terms.add(signedProduct());
      }
    }
    cursor.leave();
    return Matrices.sum(terms, algebra);
  }

  private boolean isAtTermSign() {
    return cursor.isAt("+") || cursor.isAt("-") || cursor.isAt("±") || cursor.isAt("∓");
  }

  /** A product with its signs: a term of a sum, or what a sum over an index adds up. */
  Expr signedProduct() {
    Expr sign = Constants.ONE;
    while (isAtTermSign()) {
      String text = cursor.next().text();
      if (text.equals("-")) {
        sign = algebra.negate(sign);
      } else if (!text.equals("+")) {
        sign = algebra.product(sign, new Sym(text));
      }
    }
    Expr product = product();
    return sign.equals(Constants.ONE) ? product : scaled(sign, product);
  }

  /** Under a unit, the sign belongs to the value. */
  private Expr scaled(Expr sign, Expr product) {
    if (product instanceof Expr.Node node && Measures.isScalable(node)) {
      List<Expr> args = new ArrayList<>(node.args());
      args.set(0, Matrices.product(List.of(sign, args.get(0)), algebra));
      return new Expr.Node(node.head(), args);
    }
    return Matrices.product(List.of(sign, product), algebra);
  }

  private Expr product() {
    List<Expr> factors = new ArrayList<>();
    factor(factors);
    while (true) {
      if (cursor.isAt("*")) {
        cursor.next();
        signedFactor(factors, false);
      } else if (cursor.isAt("/") && !units.isRate(factors)) {
        cursor.next();
        signedFactor(factors, true);
      } else if (units.isHere(factors)) {
        return units.read(Matrices.product(factors, algebra));
      } else if (isImplicitFactor()) {
        factor(factors);
      } else {
        return Matrices.product(factors, algebra);
      }
    }
  }

  private void signedFactor(List<Expr> factors, boolean isDivisor) {
    boolean isNegative = cursor.skip("-");
    List<Expr> read = new ArrayList<>();
    factor(read);
    if (isDivisor) {
      // Only what stands next is divided by; of several letters, all of them.
      factors.add(algebra.power(Matrices.product(read, algebra), Expr.num(-1)));
    } else {
      factors.addAll(read);
    }
    if (isNegative) {
      factors.add(Expr.num(-1));
    }
  }

  /** Whether a factor follows without a sign between; two bare numbers are no product. */
  boolean isImplicitFactor() {
    Token token = cursor.peek();
    return switch (token.kind()) {
      case NUMBER -> cursor.peek(-1).kind() != Kind.NUMBER;
      case WORD -> !Vocabulary.isWord(token.text()) || Vocabulary.FUNCTIONS.contains(token.text());
      case COMMAND -> !isNoFactor(token.text());
      case SIGN ->
          !CLOSERS.contains(token.text())
              && !(token.isSign("(") && AnswerParser.isMod(cursor.peek(1)))
              && (Set.of("(", "[", "{", "⟨", "⌊", "⌈", "…").contains(token.text())
                  || (token.isSign("|") && bars == 0));
      default -> false;
    };
  }

  private static boolean isNoFactor(String command) {
    return Set.of("end", "mod", "pmod", "bmod", "forall", "exists", "choose").contains(command);
  }

  /** Reads until the closing bar; within, a bar never starts a factor. */
  Expr between(String open, String close) {
    cursor.expect(open);
    bars++;
    Expr inner = sum();
    bars--;
    cursor.expect(close);
    return inner;
  }

  /** Between the braces of a set, a bar or colon stands before the condition: {x | x > 0}. */
  void enterSet() {
    bars++;
    sets++;
  }

  void leaveSet() {
    bars--;
    sets--;
  }

  boolean isInSet() {
    return sets > 0;
  }

  /** The letter that stood before, applied to what stands in the brackets that follow. */
  Expr call(String letter) {
    String name = letter + primaries.subscript();
    if (cursor.skip("^")) {
      exponent();
      name += "^-1";
    }
    return primaries.call(new Sym(name));
  }

  /** One factor with its exponents; a run of letters gives one for each letter. */
  void factor(List<Expr> factors) {
    cursor.enter();
    if (!mixedNumber(factors)) {
      primaries.read(factors);
    }
    Expr last = factors.remove(factors.size() - 1);
    factors.add(withPostfixes(last));
    cursor.leave();
  }

  private Expr withPostfixes(Expr base) {
    Expr result = base;
    for (int postfixes = 0; postfixes < MAX_POSTFIXES; postfixes++) {
      if (cursor.isAt("^")) {
        cursor.next();
        result = raised(result);
      } else if (cursor.isAt("!")) {
        cursor.next();
        result = cursor.skip("!") ? algebra.doubleFactorial(result) : algebra.factorial(result);
      } else if (cursor.isAt("%")) {
        cursor.next();
        result = Expr.node(Expr.PERCENT, result);
      } else if (cursor.isAt("°")) {
        cursor.next();
        result = degrees(result);
      } else if (cursor.isAtCommand("choose")) {
        cursor.next();
        List<Expr> chosen = new ArrayList<>();
        primaries.read(chosen);
        result = algebra.binomial(result, algebra.product(chosen));
      } else {
        return result;
      }
    }
    throw new UnreadableException("more than " + MAX_POSTFIXES + " signs after a value");
  }

  private Expr raised(Expr base) {
    boolean isBraced = cursor.isAt("{");
    Token sign = cursor.peek(isBraced ? 1 : 0);
    boolean isHalfLine =
        base.equals(Constants.REALS) && (sign.isSign("+") || sign.isSign("-")) && !isTerm(isBraced);
    if (isHalfLine) {
      cursor.moveTo(cursor.position() + (isBraced ? 3 : 1));
      return sign.isSign("+")
          ? Expr.node(Expr.TUPLE, Constants.ZERO, Constants.INFINITY)
          : Expr.node(Expr.TUPLE, algebra.negate(Constants.INFINITY), Constants.ZERO);
    }
    if (isOrdinalEnding(base, sign)) {
      cursor.moveTo(cursor.position() + (isBraced ? 2 : 1));
      cursor.skip("}");
      return base;
    }
    if (sign.isSign("°") || sign.isSign("'")) {
      if (isBraced) {
        cursor.next();
      }
      cursor.next();
      StringBuilder primes = new StringBuilder("'");
      while (isBraced && cursor.skip("'")) {
        primes.append('\'');
      }
      if (isBraced) {
        cursor.expect("}");
      }
      return sign.isSign("°") ? degrees(base) : primed(base, primes.toString());
    }
    return Matrices.power(base, exponent(), algebra);
  }

  /** Whether something follows the sign of a half line, so that it is none. */
  private boolean isTerm(boolean isBraced) {
    Token after = cursor.peek(isBraced ? 2 : 1);
    return isBraced ? !after.isSign("}") : after.kind() == Kind.NUMBER;
  }

  /** The th of 5^{th}. */
  private static boolean isOrdinalEnding(Expr base, Token token) {
    return base instanceof Num
        && (token.kind() == Kind.WORD || token.kind() == Kind.TEXT)
        && NumberWords.isOrdinalEnding(token.text(), base.toString());
  }

  private static Expr primed(Expr base, String primes) {
    return base instanceof Sym symbol
        ? new Sym(symbol.name() + primes)
        : Expr.node("prime", base, new Sym(primes));
  }

  /** What follows a caret: a group, or one primary with its own exponents. */
  Expr exponent() {
    boolean isNegative = cursor.skip("-");
    if (!isNegative) {
      cursor.skip("+");
    }
    List<Expr> exponent = new ArrayList<>();
    cursor.enter();
    primaries.readOne(exponent);
    Expr result = algebra.product(exponent);
    if (cursor.isAt("^")) {
      cursor.next();
      result = algebra.power(result, exponent());
    }
    cursor.leave();
    return isNegative ? algebra.negate(result) : result;
  }

  /** The lower limit of \\sum_0^n: one value, the caret after it is the upper limit's. */
  Expr withoutExponent() {
    boolean isNegative = cursor.skip("-");
    List<Expr> limit = new ArrayList<>();
    primaries.readOne(limit);
    Expr value = algebra.product(limit);
    return isNegative ? algebra.negate(value) : value;
  }

  /** Degrees, with minutes and seconds of arc if they follow, or a temperature. */
  private Expr degrees(Expr value) {
    Token scale = cursor.peek();
    if (scale.is(Kind.WORD, "C") || scale.is(Kind.WORD, "F")) {
      cursor.next();
      return Expr.node(Expr.UNIT, value, new Expr.Text("°" + scale.text()));
    }
    Expr total = value;
    for (long part = 60; part <= 3600 && cursor.peek().kind() == Kind.NUMBER; part *= 60) {
      if (!cursor.peek(1).isSign("'") && !cursor.peek(1).isSign("^")) {
        break;
      }
      Expr number = new Num(primaries.number(cursor.next().text()));
      total = algebra.sum(total, algebra.quotient(number, Expr.num(part)));
      while (cursor.isAt("'") || cursor.isAt("^") || cursor.isAt("{") || cursor.isAt("}")) {
        cursor.next();
      }
    }
    return Expr.node(Expr.DEGREES, total);
  }

  /** 2\frac{3}{4} or 2 3/4: a whole number and a proper fraction of whole numbers. */
  private boolean mixedNumber(List<Expr> factors) {
    if (cursor.peek().kind() != Kind.NUMBER || !isWhole(cursor.peek())) {
      return false;
    }
    Token after = cursor.peek(1);
    boolean isPlain =
        isWhole(after)
            && after.isSpaced()
            && cursor.peek(2).isSign("/")
            && isWhole(cursor.peek(3))
            && !cursor.peek(4).isSign("^");
    boolean isFraction =
        after.kind() == Kind.COMMAND && Vocabulary.FRACTIONS.contains(after.text());
    if (!isPlain && !isFraction) {
      return false;
    }
    int start = cursor.position();
    Rational whole = primaries.number(cursor.next().text());
    Expr fraction;
    if (isPlain) {
      Expr over = new Num(primaries.number(cursor.next().text()));
      cursor.next();
      fraction = algebra.quotient(over, new Num(primaries.number(cursor.next().text())));
    } else {
      List<Expr> read = new ArrayList<>();
      primaries.read(read);
      fraction = read.get(0);
    }
    boolean isProper =
        fraction instanceof Num number
            && number.value().signum() > 0
            && number.value().compareTo(Rational.ONE) < 0;
    if (!isProper) {
      cursor.moveTo(start);
      return false;
    }
    factors.add(algebra.sum(new Num(whole), fraction));
    return true;
  }

  private static boolean isWhole(Token token) {
    return token.kind() == Kind.NUMBER && token.text().chars().allMatch(Character::isDigit);
  }
}
