package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Num;
import io.retort.grader.math.Expr.Sym;
import io.retort.grader.math.Expr.Text;
import io.retort.grader.math.Token.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what an exponent can stand on: numbers, names, brackets, functions, fractions, roots. */
final class PrimaryParser {

  private static final int MAX_DECIMAL_EXPONENT = 2_000;

  /** Words that start like a function with its argument. */
  private static final Set<String> NO_GLUED_FUNCTION =
      Set.of("since", "using", "cost", "costs", "tank", "tanks");

  private final TokenCursor cursor;
  private final Algebra algebra;
  private final AnswerParser answers;
  private final ExpressionParser expressions;
  private final FunctionParser functions;

  PrimaryParser(
      TokenCursor cursor, Algebra algebra, AnswerParser answers, ExpressionParser expressions) {
    this.cursor = cursor;
    this.algebra = algebra;
    this.answers = answers;
    this.expressions = expressions;
    this.functions = new FunctionParser(cursor, algebra, answers, expressions);
  }

  /** Adds what is read; a run of letters adds one factor for each. */
  void read(List<Expr> factors) {
    Token token = cursor.peek();
    switch (token.kind()) {
      case NUMBER -> factors.add(numberOrBase());
      case WORD -> readLetters(factors);
      case COMMAND -> factors.add(command());
      case SIGN -> factors.add(sign(token.text()));
      case TEXT -> factors.add(words());
      case END -> throw new UnreadableException("the text ends too early");
    }
  }

  /**
   * Adds what an exponent without braces is: of a run of letters only the first, so that e^xy is
   * e^x times y.
   */
  void readOne(List<Expr> factors) {
    Token token = cursor.peek();
    String letters = token.text();
    int length = letters.startsWith("pi") ? 2 : 1;
    boolean isRun =
        token.kind() == Kind.WORD
            && letters.length() > length
            && !Vocabulary.FUNCTIONS.contains(letters)
            && !Vocabulary.isWord(letters);
    if (isRun) {
      readNames(letters.substring(0, length), factors);
      cursor.split(length);
    } else {
      read(factors);
    }
  }

  private Expr words() {
    String text = cursor.next().text();
    if (Vocabulary.FUNCTIONS.contains(text)) {
      return functions.named(text);
    }
    throw new UnreadableException("'" + text + "' is a word");
  }

  // --- numbers

  private Expr numberOrBase() {
    String digits = cursor.next().text();
    if (cursor.isAt("_") && digits.chars().allMatch(Character::isDigit)) {
      int start = cursor.position();
      cursor.next();
      Expr base = group();
      if (base instanceof Num number && number.value().isInt()) {
        return inBase(digits, number.value().numerator().intValue());
      }
      cursor.moveTo(start);
    }
    if (digits.contains(".")) {
      String period = new PeriodParser(cursor).after(digits);
      if (!period.isEmpty()) {
        return new Num(number(digits).plus(PeriodParser.tail(digits, period)));
      }
    }
    return new Num(number(digits));
  }

  private static Expr inBase(String digits, int base) {
    boolean isInBase =
        base >= 2 && base <= 36 && digits.chars().allMatch(d -> Character.digit(d, base) >= 0);
    if (!isInBase || digits.length() > 1_000) {
      throw new UnreadableException(digits + " has no value in base " + base);
    }
    Num value = new Num(Rational.of(new BigInteger(digits, base)));
    return Expr.node(Expr.IN_BASE, value, Expr.num(base));
  }

  /** The exact value of digits with a point and an exponent. */
  Rational number(String digits) {
    int e = digits.indexOf('e');
    int exponent = e < 0 ? 0 : Integer.parseInt(digits.substring(e + 1));
    if (Math.abs(exponent) > MAX_DECIMAL_EXPONENT || digits.length() > Algebra.MAX_BITS / 3) {
      throw new UnreadableException("a number of more digits than are written out");
    }
    String plain = "0" + (e < 0 ? digits : digits.substring(0, e));
    BigDecimal value = new BigDecimal(plain);
    BigInteger unscaled = value.unscaledValue();
    int scale = value.scale() - exponent;
    return scale > 0
        ? new Rational(unscaled, BigInteger.TEN.pow(scale))
        : Rational.of(unscaled.multiply(BigInteger.TEN.pow(-scale)));
  }

  // --- names

  private void readLetters(List<Expr> factors) {
    String letters = cursor.peek().text();
    if (Vocabulary.FUNCTIONS.contains(letters)) {
      cursor.next();
      factors.add(functions.named(letters));
      return;
    }
    if (Vocabulary.isWord(letters) && !readGluedFunction(letters, factors)) {
      Expr constant = constant(letters);
      cursor.next();
      factors.add(constant);
      return;
    }
    if (cursor.peek().text().equals(letters) && !readGluedFunction(letters, factors)) {
      cursor.next();
      readNames(letters, factors);
    }
  }

  private static Expr constant(String word) {
    return switch (word) {
      case "infinity", "infty", "Infinity" -> Constants.INFINITY;
      default -> throw new UnreadableException("'" + word + "' is a word");
    };
  }

  /** sinx, xln(2): a function that letters stick to. */
  private boolean readGluedFunction(String letters, List<Expr> factors) {
    if (NO_GLUED_FUNCTION.contains(letters)) {
      return false;
    }
    for (String function : List.of("sin", "cos", "tan", "ln", "log", "sqrt", "exp")) {
      int at = letters.indexOf(function);
      int after = at + function.length();
      if (at >= 0 && letters.length() - function.length() <= 2) {
        if (at > 0) {
          readNames(letters.substring(0, at), factors);
        }
        cursor.next();
        factors.add(functions.applied(function, letters.substring(after)));
        return true;
      }
    }
    return false;
  }

  private void readNames(String letters, List<Expr> factors) {
    int last = letters.length() - 1;
    int i = 0;
    while (i <= last) {
      if (letters.startsWith("pi", i)) {
        factors.add(Constants.PI);
        i += 2;
      } else {
        factors.add(
            i == last ? name(letters.substring(last)) : new Sym(letters.substring(i, i + 1)));
        i++;
      }
    }
  }

  /** A letter with its subscript and primes, applied to what follows if it names a function. */
  private Expr name(String letter) {
    Sym symbol = new Sym(letter + subscript());
    boolean isFunction = Set.of("f", "g", "h").contains(letter);
    if (isFunction && cursor.isAt("(") && !cursor.peek().isSpaced()) {
      return call(symbol);
    }
    return symbol;
  }

  /** A name and what it is applied to. */
  Expr call(Sym symbol) {
    List<Expr> args = new ArrayList<>();
    args.add(symbol);
    int start = cursor.position();
    try {
      args.add(sign("("));
    } catch (UnreadableException e) {
      cursor.moveTo(start);
      args.add(new Sym(rawGroup("(", ")"))); // P(A|B)
    }
    return new Node(Expr.CALL, args);
  }

  String subscript() {
    StringBuilder name = new StringBuilder();
    while (cursor.isAt("_") || cursor.isAt("'")) {
      if (cursor.next().text().equals("'")) {
        name.append('\'');
      } else {
        name.append('_').append(subscriptText());
      }
    }
    return name.toString();
  }

  private String subscriptText() {
    if (!cursor.isAt("{")) {
      return cursor.next().text();
    }
    int start = cursor.position();
    cursor.next();
    try {
      Expr inner = answers.sequence();
      cursor.expect("}");
      return Spelling.of(inner);
    } catch (UnreadableException e) {
      cursor.moveTo(start);
      return rawGroup("{", "}");
    }
  }

  /** Steps over the column types of an array. */
  void subscriptOfArray() {
    rawGroup("{", "}");
  }

  private String rawGroup(String open, String close) {
    StringBuilder text = new StringBuilder();
    int depth = 0;
    do {
      Token token = cursor.next();
      if (token.kind() == Kind.END) {
        throw new UnreadableException("a bracket has no end");
      }
      depth += token.isSign(open) ? 1 : token.isSign(close) ? -1 : 0;
      text.append(token.text());
    } while (depth > 0);
    return text.toString();
  }

  // --- brackets

  private Expr sign(String sign) {
    return switch (sign) {
      case "(" -> bracketed("(");
      case "[" -> bracketed("[");
      case "{" -> group();
      case Signs.OPEN_SET -> set();
      case "|" -> Matrices.absolute(expressions.between("|", "|"), algebra);
      case "⌊" -> Expr.node("floor", expressions.between("⌊", "⌋"));
      case "⌈" -> Expr.node("ceil", expressions.between("⌈", "⌉"));
      case "⟨" -> bracketed("⟨");
      case "…" -> new Sym(cursor.next().text());
      case Signs.MONEY, "€", "£", "¥", "₹" -> money();
      default -> throw new UnreadableException("'" + sign + "' where a value should stand");
    };
  }

  private Expr money() {
    String sign = cursor.next().text();
    boolean isNegative = cursor.skip("-");
    List<Expr> amount = new ArrayList<>();
    expressions.factor(amount);
    if (isNegative) {
      amount.add(Expr.num(-1));
    }
    String unit =
        switch (sign) {
          case "€" -> "euro";
          case "£" -> "gbp";
          case "¥" -> "yen";
          case "₹" -> "rupee";
          default -> "dollar";
        };
    return Expr.node(Expr.UNIT, algebra.product(amount), new Text(unit + rate()));
  }

  /** The per hour or /hour after an amount of money. */
  private String rate() {
    StringBuilder rate = new StringBuilder();
    boolean isRate =
        cursor.peek().is(Kind.WORD, "per")
            || (cursor.peek().kind() == Kind.TEXT && cursor.peek().text().startsWith("per "))
            || (cursor.isAt("/") && isUnitName(cursor.peek(1)));
    while (isRate && (cursor.isAt("/") || isUnitName(cursor.peek()))) {
      rate.append(cursor.isAt("/") ? "" : " ").append(cursor.next().text());
    }
    return rate.toString().replace("/ ", "/");
  }

  private static boolean isUnitName(Token token) {
    return token.kind() == Kind.TEXT || (token.kind() == Kind.WORD && token.text().length() > 1);
  }

  /** Round or square brackets, which need not match: then they are an interval's. */
  private Expr bracketed(String open) {
    cursor.next();
    if (open.equals("(") && cursor.skip(")")) {
      return Expr.node(Expr.TUPLE);
    }
    if (open.equals("[") && cursor.skip("]")) {
      return Expr.node(Expr.BRACKET);
    }
    Expr inner = answers.sequence();
    String close = cursor.next().text();
    boolean isList = inner.is(Expr.LIST) || inner.is(Expr.ROW);
    List<Expr> items = isList ? ((Node) inner).args() : List.of(inner);
    if (open.equals("⟨") && close.equals("⟩")) {
      return new Node(Expr.TUPLE, items);
    }
    if (open.equals("(") && close.equals(")")) {
      return isList ? new Node(Expr.TUPLE, items) : inner;
    }
    if (open.equals("[") && close.equals("]")) {
      return Matrices.fromBrackets(items);
    }
    if (items.size() == 2 && (close.equals("]") || close.equals(")"))) {
      return new Node(open.equals("(") ? Expr.LEFT_OPEN : Expr.RIGHT_OPEN, items);
    }
    throw new UnreadableException("'" + open + "' is closed by '" + close + "'");
  }

  private Expr set() {
    cursor.next();
    if (cursor.skip(Signs.CLOSE_SET)) {
      return Expr.node(Expr.SET);
    }
    expressions.enterSet();
    Expr inner = answers.sequence();
    if (inner.is(Expr.MATRIX) && !cursor.isAt(Signs.CLOSE_SET)) {
      expressions.leaveSet();
      return EnvironmentParser.cases(((Node) inner).args()); // \left\{ \begin{array} \right.
    }
    if (cursor.isAt("|") || cursor.isAt(":")) {
      cursor.next();
      inner = Expr.node(Expr.SUCH_THAT, inner, answers.sequence());
    }
    expressions.leaveSet();
    cursor.expect(Signs.CLOSE_SET);
    if (inner.is(Expr.SUCH_THAT)) {
      return inner;
    }
    return new Node(Expr.SET, inner.is(Expr.LIST) ? ((Node) inner).args() : List.of(inner));
  }

  /** A braced group, or the one token that LaTeX takes in its place. */
  Expr group() {
    if (cursor.skip("{")) {
      if (cursor.skip("}")) {
        throw new UnreadableException("an empty group");
      }
      Expr inner = answers.sequence();
      cursor.expect("}");
      return inner;
    }
    List<Expr> factors = new ArrayList<>();
    read(factors);
    return algebra.product(factors);
  }

  // --- commands

  private Expr command() {
    String name = cursor.next().text();
    if (Vocabulary.FRACTIONS.contains(name)) {
      Expr over = fractionPart();
      return Matrices.product(List.of(over, algebra.power(fractionPart(), Expr.num(-1))), algebra);
    }
    if (Vocabulary.BINOMIALS.contains(name)) {
      Expr n = fractionPart();
      return algebra.binomial(n, fractionPart());
    }
    if (Vocabulary.FUNCTIONS.contains(name) || Vocabulary.BIG_OPERATORS.contains(name)) {
      return functions.named(name);
    }
    if (Vocabulary.GREEK.contains(name)) {
      return new Sym("\\" + name + subscript());
    }
    return otherCommand(name);
  }

  /** Of a complex number its conjugate; of names whatever the bar says about them. */
  private static Expr conjugate(Expr of) {
    return of instanceof Node && !Relations.hasName(of)
        ? Expr.node("conj", of)
        : Expr.node("overline", of);
  }

  /** A digit of a longer number, when LaTeX would take only that: the 5 of \frac59. */
  private Expr fractionPart() {
    Token token = cursor.peek();
    boolean isTight =
        token.kind() == Kind.NUMBER
            && token.text().length() == 2
            && token.text().chars().allMatch(Character::isDigit)
            && !cursor.peek(1).isSign("{");
    if (isTight) {
      int digit = cursor.peek().text().charAt(0) - '0';
      cursor.split(1);
      return Expr.num(digit);
    }
    return group();
  }

  private Expr otherCommand(String name) {
    return switch (name) {
      case "pi" -> Constants.PI;
      case "infty" -> Constants.INFINITY;
      case "emptyset", "varnothing", "oslash" -> Expr.node(Expr.SET);
      case "reals" -> Constants.REALS;
      case "begin" -> new EnvironmentParser(cursor, algebra, answers, this).read();
      case "overline", "bar" -> conjugate(group());
      case "hat" -> {
        Expr under = group();
        yield UnitVectors.of(under).orElseGet(() -> Expr.node(name, under));
      }
      case "tilde", "dot", "ddot", "widehat" -> Expr.node(name, group());
      case "end", "mod", "pmod", "bmod", "forall", "exists" ->
          throw new UnreadableException("\\" + name + " where a value should stand");
      default -> new Sym("\\" + name + subscript());
    };
  }
}
