package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Num;
import io.retort.grader.math.Expr.Sym;
import io.retort.grader.math.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads functions with their arguments, and sums, products and integrals with their bounds. */
final class FunctionParser {

  /** Longest sum or product that is written out, of numbers and of other terms. */
  private static final int MAX_NUMBERS = 2_500;

  private static final int MAX_TERMS = 200;

  /** Longest partial sum that goes on; the fractions of a harmonic sum grow with each term. */
  private static final int MAX_BITS_WRITTEN_OUT = 2_048;

  private final TokenCursor cursor;
  private final Algebra algebra;
  private final AnswerParser answers;
  private final ExpressionParser expressions;
  private int integrals;

  FunctionParser(
      TokenCursor cursor, Algebra algebra, AnswerParser answers, ExpressionParser expressions) {
    this.cursor = cursor;
    this.algebra = algebra;
    this.answers = answers;
    this.expressions = expressions;
  }

  /** The function whose name was just read, with what it is applied to. */
  Expr named(String name) {
    if (Vocabulary.BIG_OPERATORS.contains(name)) {
      return bigOperator(name);
    }
    if (name.equals("sqrt")) {
      return root();
    }
    Expr base = cursor.isAt("_") ? afterSign() : Constants.ONE;
    Expr exponent = cursor.isAt("^") ? afterSign() : Constants.ONE;
    if (base.equals(Constants.ONE) && cursor.isAt("_")) {
      base = afterSign();
    }
    if (isBaseGlued(name)) {
      base = expressions.exponent();
    }
    Expr argument = argument();
    if (exponent.equals(Expr.num(-1))) {
      return function("arc" + name, base, argument);
    }
    return algebra.power(function(name, base, argument), exponent);
  }

  /** The 2 of log2(8) and the 10 of log10(x), as programs write them. */
  private boolean isBaseGlued(String name) {
    Token base = cursor.peek();
    return name.equals("log")
        && base.kind() == Kind.NUMBER
        && !base.isSpaced()
        && Set.of("2", "10").contains(base.text())
        && cursor.peek(-1).is(Kind.WORD, "log")
        && cursor.peek(1).isSign("(")
        && !cursor.peek(1).isSpaced();
  }

  /** A function whose argument is the letters given, or what follows if there are none. */
  Expr applied(String name, String letters) {
    if (letters.isEmpty()) {
      return named(name);
    }
    List<Expr> factors = new ArrayList<>();
    for (int i = 0; i < letters.length(); i++) {
      factors.add(new Sym(letters.substring(i, i + 1)));
    }
    return function(name, Constants.ONE, algebra.product(factors));
  }

  private Expr afterSign() {
    cursor.next();
    return expressions.exponent();
  }

  private Expr function(String name, Expr base, Expr argument) {
    String function = Vocabulary.function(name);
    return switch (function) {
      case "exp" -> algebra.power(Constants.EULER, argument);
      case "sqrt" -> algebra.power(argument, new Num(Rational.of(1, 2)));
      case "arcsinh" -> inverseHyperbolic(argument, Constants.ONE);
      case "arccosh" -> inverseHyperbolic(argument, Expr.num(-1));
      case "arctanh" -> halfLogarithm(argument);
      case "arccoth" -> halfLogarithm(algebra.power(argument, Expr.num(-1)));
      case "cbrt" -> algebra.power(argument, new Num(Rational.of(1, 3)));
      case "lg" -> logarithm(argument, Expr.num(10));
      case "log" ->
          base.equals(Constants.ONE) ? Expr.node("log", argument) : logarithm(argument, base);
      case "det" ->
          argument.is(Expr.MATRIX)
              ? Matrices.absolute(argument, algebra)
              : applied(function, argument);
      case "cis" ->
          algebra.sum(
              Expr.node("cos", argument),
              algebra.product(Constants.IMAGINARY, Expr.node("sin", argument)));
      default -> applied(function, argument);
    };
  }

  /** arsinh x = ln(x + √(x² + 1)), arcosh x with -1. */
  private Expr inverseHyperbolic(Expr x, Expr constant) {
    Expr root =
        algebra.power(
            algebra.sum(algebra.power(x, Expr.num(2)), constant), new Num(Rational.of(1, 2)));
    return Expr.node("ln", algebra.sum(x, root));
  }

  /** artanh x = ln((1 + x) / (1 - x)) / 2. */
  private Expr halfLogarithm(Expr x) {
    Expr quotient =
        algebra.quotient(algebra.sum(Constants.ONE, x), algebra.difference(Constants.ONE, x));
    return algebra.product(new Num(Rational.of(1, 2)), Expr.node("ln", quotient));
  }

  private static Expr applied(String function, Expr argument) {
    List<Expr> args =
        argument.is(Expr.LIST) || argument.is(Expr.SET)
            ? ((Node) argument).args()
            : List.of(argument);
    return WholeNumbers.function(function, args).orElseGet(() -> new Node(function, args));
  }

  private Expr logarithm(Expr argument, Expr base) {
    return algebra.quotient(Expr.node("ln", argument), Expr.node("ln", base));
  }

  private Expr root() {
    Expr degree = Expr.num(2);
    if (cursor.skip("[")) {
      degree = answers.sequence();
      cursor.expect("]");
    }
    List<Expr> radicand = new ArrayList<>();
    if (cursor.isAt("{") || cursor.isAt("(")) {
      boolean isBraced = cursor.next().isSign("{");
      radicand.add(answers.sequence());
      cursor.expect(isBraced ? "}" : ")");
    } else {
      expressions.factor(radicand);
    }
    return algebra.power(algebra.product(radicand), algebra.power(degree, Expr.num(-1)));
  }

  /** Brackets, a group, or a product without signs up to the next function. */
  private Expr argument() {
    if (cursor.isAt("(") || cursor.isAt("{") || cursor.isAt("[")) {
      String close =
          switch (cursor.next().text()) {
            case "(" -> ")";
            case "{" -> "}";
            default -> "]";
          };
      Expr inner = answers.sequence();
      cursor.expect(close);
      return inner;
    }
    boolean isNegative = cursor.skip("-");
    List<Expr> factors = new ArrayList<>();
    expressions.factor(factors);
    while (expressions.isImplicitFactor() && !isFunctionNext() && !isDifferentialNext()) {
      expressions.factor(factors);
    }
    Expr product = algebra.product(factors);
    return isNegative ? algebra.negate(product) : product;
  }

  private boolean isFunctionNext() {
    Token token = cursor.peek();
    return (token.kind() == Kind.COMMAND || token.kind() == Kind.WORD)
        && (Vocabulary.FUNCTIONS.contains(token.text())
            || Vocabulary.BIG_OPERATORS.contains(token.text()));
  }

  /** The dx that closes an integral is no part of a function's argument. */
  private boolean isDifferentialNext() {
    Token token = cursor.peek();
    return integrals > 0
        && token.kind() == Kind.WORD
        && token.text().startsWith("d")
        && token.text().length() <= 2;
  }

  private Expr bigOperator(String name) {
    List<Expr> args = new ArrayList<>();
    while (cursor.isAt("_") || cursor.isAt("^")) {
      boolean isLower = cursor.isAt("_");
      args.add(new Sym(cursor.next().text()));
      args.add(bound(isLower));
    }
    args.add(name.endsWith("int") ? integrand() : expressions.signedProduct());
    boolean isRange = (name.equals("sum") || name.equals("prod")) && args.size() == 5;
    Node operator = new Node(name, args);
    return (isRange ? writtenOut(operator) : Optional.<Expr>empty())
        .orElseGet(() -> BoundNames.renamed(operator, algebra));
  }

  /** May be a sum, closed by its dx. */
  private Expr integrand() {
    integrals++;
    Expr integrand = expressions.sum();
    integrals--;
    return integrand;
  }

  /** The limit behind _ or ^; the ^ behind a lower limit without braces starts the upper one. */
  private Expr bound(boolean isLower) {
    if (!cursor.skip("{")) {
      return isLower ? expressions.withoutExponent() : expressions.exponent();
    }
    boolean isIndexI = cursor.peek().is(Kind.WORD, "i") && cursor.peek(1).isSign("=");
    Expr inner;
    if (isIndexI) {
      cursor.moveTo(cursor.position() + 2);
      inner = Expr.node(Expr.NAMED, Constants.IMAGINARY, answers.sequence());
    } else {
      inner = answers.sequence();
    }
    cursor.expect("}");
    return inner;
  }

  /** The terms of a sum or factors of a product over a range of numbers; empty for others. */
  private Optional<Expr> writtenOut(Node operator) {
    boolean isUpward =
        operator.arg(0).equals(new Sym("_"))
            && operator.arg(1) instanceof Node from
            && from.is(Expr.NAMED)
            && from.arg(1) instanceof Num first
            && first.value().isInt()
            && operator.arg(3) instanceof Num last
            && last.value().isInt();
    if (!isUpward) {
      return Optional.empty();
    }
    Node from = (Node) operator.arg(1);
    long first = ((Num) from.arg(1)).value().numerator().intValue();
    long last = ((Num) operator.arg(3)).value().numerator().intValue();
    boolean isSum = operator.is("sum");
    Expr total = isSum ? Constants.ZERO : Constants.ONE;
    for (long index = first; index <= last; index++) {
      Expr term = Substitution.of(operator.arg(4), from.arg(0), Expr.num(index), algebra);
      total = isSum ? algebra.sum(total, term) : algebra.product(total, term);
      boolean isNumber = total instanceof Num;
      boolean isTooLong =
          last - first >= (isNumber ? MAX_NUMBERS : MAX_TERMS)
              || (total instanceof Num number && number.value().bits() > MAX_BITS_WRITTEN_OUT);
      if (isTooLong) {
        return Optional.empty();
      }
    }
    return Optional.of(total);
  }
}
