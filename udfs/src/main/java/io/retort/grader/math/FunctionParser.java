package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Num;
import io.retort.grader.math.Expr.Sym;
import io.retort.grader.math.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads functions with their arguments, and sums, products and integrals with their bounds. */
final class FunctionParser {

  /** Longest sum that is written out. */
  private static final int MAX_TERMS = 200;

  private final TokenCursor cursor;
  private final Algebra algebra;
  private final AnswerParser answers;
  private final ExpressionParser expressions;

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
    Expr argument = argument();
    if (exponent.equals(Expr.num(-1))) {
      return function("arc" + name, base, argument);
    }
    return algebra.power(function(name, base, argument), exponent);
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
    while (expressions.isImplicitFactor() && !isFunctionNext()) {
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

  private Expr bigOperator(String name) {
    List<Expr> args = new ArrayList<>();
    while (cursor.isAt("_") || cursor.isAt("^")) {
      args.add(new Sym(cursor.next().text()));
      args.add(bound());
    }
    // An integral's body may be a sum, closed by its dx.
    args.add(name.endsWith("int") ? expressions.sum() : argument());
    boolean isRange = (name.equals("sum") || name.equals("prod")) && args.size() == 5;
    return isRange
        ? writtenOut(name, args).orElseGet(() -> new Node(name, args))
        : new Node(name, args);
  }

  private Expr bound() {
    if (!cursor.skip("{")) {
      return expressions.exponent();
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

  /** The terms of a sum or factors of a product over a short range of numbers; empty for others. */
  private Optional<Expr> writtenOut(String name, List<Expr> args) {
    boolean isUpward =
        args.get(0).equals(new Sym("_"))
            && args.get(1) instanceof Node from
            && from.is(Expr.NAMED)
            && from.arg(1) instanceof Num first
            && first.value().isInt()
            && args.get(3) instanceof Num last
            && last.value().isInt();
    if (!isUpward) {
      return Optional.empty();
    }
    Node from = (Node) args.get(1);
    int first = ((Num) from.arg(1)).value().numerator().intValue();
    int last = ((Num) args.get(3)).value().numerator().intValue();
    if ((long) last - first >= MAX_TERMS) {
      return Optional.empty();
    }
    Expr total = name.equals("sum") ? Constants.ZERO : Constants.ONE;
    for (int index = first; index <= last; index++) {
      Expr term = Substitution.of(args.get(4), from.arg(0), Expr.num(index), algebra);
      total = name.equals("sum") ? algebra.sum(total, term) : algebra.product(total, term);
    }
    return Optional.of(total);
  }
}
