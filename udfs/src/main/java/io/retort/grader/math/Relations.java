package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Num;
import io.retort.grader.math.Expr.Sym;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a chain of terms with relation signs between them says. */
final class Relations {

  private static final Set<String> SOLVABLE =
      Set.of(Expr.SUM, Expr.PRODUCT, Expr.POWER, "ln", "log", "abs");

  private static final Set<String> EQUALITIES = Set.of("=", "≈", "≡");

  private Relations() {}

  /**
   * A chain as its meaning: {@code x = 5} names a value, {@code a = b = c} states the last, an
   * approximation gives way to what it approximates, and everything else stays a chain.
   */
  static Expr of(List<Expr> terms, List<String> signs) {
    Expr first = terms.get(0);
    if (EQUALITIES.containsAll(signs)) {
      if (isName(first)) {
        return Expr.node(Expr.NAMED, first, lastExact(terms, signs, 1));
      }
      if (terms.size() == 2 && isConstant(first) && isName(terms.get(1))) {
        return Expr.node(Expr.NAMED, terms.get(1), first);
      }
      boolean isArithmetic = terms.size() > 2 || signs.contains("≈") || isConstant(first);
      if (isArithmetic && !(terms.size() == 2 && hasName(terms.get(1)))) {
        return lastExact(terms, signs, 0);
      }
    }
    if (signs.equals(List.of("↦")) || (signs.equals(List.of("∈")) && first instanceof Sym)) {
      return Expr.node(Expr.NAMED, first, terms.get(1));
    }
    List<Expr> chain = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      if (i > 0) {
        chain.add(new Sym(signs.get(i - 1)));
      }
      chain.add(terms.get(i));
    }
    return new Node(Expr.CHAIN, chain);
  }

  /** The last term before an approximation sign, but not before the term at {@code from}. */
  private static Expr lastExact(List<Expr> terms, List<String> signs, int from) {
    boolean isTurned = // 1.414 ≈ √2
        signs.equals(List.of("≈")) && terms.get(0) instanceof Num && terms.get(1) instanceof Node;
    if (isTurned) {
      return terms.get(1);
    }
    int last = from;
    while (last < signs.size() && !signs.get(last).equals("≈")) {
      last++;
    }
    return terms.get(last);
  }

  static Expr modulo(Expr value, Expr modulus) {
    if (value instanceof Node node && node.is(Expr.NAMED)) {
      return Expr.node(Expr.NAMED, node.arg(0), Expr.node(Expr.MODULO, node.arg(1), modulus));
    }
    return Expr.node(Expr.MODULO, value, modulus);
  }

  /** Whether this only names a value: x, f(x), |z|, a:b, (p, q), dy/dx. */
  static boolean isName(Expr expr) {
    if (expr instanceof Sym symbol) {
      return !isConstantName(symbol.name());
    }
    if (!(expr instanceof Node node)) {
      return expr instanceof Expr.Text;
    }
    return switch (node.head()) {
      case Expr.CALL, "prime" -> true;
      case Expr.TUPLE, Expr.RATIO, "abs", "bar", "overline", "hat" ->
          !node.args().isEmpty() && node.args().stream().allMatch(Relations::isName);
      case Expr.PRODUCT -> isDerivative(node) || isComposition(node);
      case "max", "min", "det", "dim", "arg", "Re", "Im", "deg" -> true;
      case "lim", "sum", "prod", "int" -> true;
      default -> false;
    };
  }

  /**
   * What a chain says that a quantity is: the 7 of a + b = 7, the 2 of 2 = tan θ. A quantity is
   * written in names and functions of them, without numbers of its own, so that 2x = 6 states none.
   */
  static Optional<Expr> stated(Expr expr) {
    if (!isEquation(expr)) {
      return Optional.empty();
    }
    Expr left = ((Node) expr).arg(0);
    Expr right = ((Node) expr).arg(2);
    if (isValueOf(right, left)) {
      return Optional.of(right);
    }
    return isValueOf(left, right) ? Optional.of(left) : Optional.empty();
  }

  /** x^2 = 5 and ln x = 5 are to be solved, and an equation to 0 states no value. */
  private static boolean isValueOf(Expr value, Expr quantity) {
    return isConstant(value)
        && !value.equals(Expr.num(0))
        && isQuantity(quantity)
        && (names(quantity).size() > 1 || hasFunction(quantity) || value.is(Expr.MATRIX));
  }

  private static boolean hasFunction(Expr expr) {
    return expr instanceof Node node
        && (!SOLVABLE.contains(node.head())
            || node.args().stream().anyMatch(Relations::hasFunction));
  }

  static boolean isEquation(Expr expr) {
    return expr instanceof Node chain
        && chain.is(Expr.CHAIN)
        && chain.args().size() == 3
        && chain.arg(1).equals(new Sym("="));
  }

  private static boolean isQuantity(Expr expr) {
    if (!(expr instanceof Node node)) {
      return isName(expr);
    }
    return switch (node.head()) {
      case Expr.SUM -> node.args().stream().allMatch(Relations::isQuantity);
      case Expr.PRODUCT -> {
        List<Expr> factors =
            node.args().stream().filter(factor -> !isSignOrBaseOfLog(factor)).toList();
        yield !factors.isEmpty() && factors.stream().allMatch(Relations::isQuantity);
      }
      case Expr.POWER -> node.arg(1) instanceof Num && isQuantity(node.arg(0));
      case Expr.LIST, Expr.SET, Expr.TUPLE, Expr.MATRIX, Expr.SUCH_THAT, Expr.FAMILY, Expr.UNIT ->
          false;
      default -> hasName(node);
    };
  }

  /** The -1 of a - b and the 1/ln 2 of log_2 x. */
  private static boolean isSignOrBaseOfLog(Expr factor) {
    return factor.equals(Expr.num(-1))
        || (factor instanceof Node power
            && power.is(Expr.POWER)
            && power.arg(1).equals(Expr.num(-1))
            && power.arg(0).is("ln")
            && isConstant(power.arg(0)));
  }

  /** dy/dx, and higher ones: names over names, with a d above and below. */
  private static boolean isDerivative(Node product) {
    boolean isOver = false;
    boolean isUnder = false;
    for (Expr factor : product.args()) {
      Expr base = factor;
      boolean isDivisor = false;
      while (base instanceof Node power && power.is(Expr.POWER) && power.arg(1) instanceof Num by) {
        isDivisor ^= by.value().signum() < 0;
        base = power.arg(0);
      }
      if (!(base instanceof Sym symbol) || isConstantName(symbol.name())) {
        return false;
      }
      boolean isD = symbol.name().equals("d") || symbol.name().equals("\\partial");
      isOver |= isD && !isDivisor;
      isUnder |= isD && isDivisor;
    }
    return isOver && isUnder;
  }

  /** (f ∘ g)(x), whose circle reads as degrees. */
  private static boolean isComposition(Node product) {
    return product.args().stream()
            .anyMatch(
                f -> f instanceof Node degrees && f.is(Expr.DEGREES) && isName(degrees.arg(0)))
        && product.args().stream()
            .filter(f -> !f.is(Expr.DEGREES))
            .allMatch(f -> f instanceof Sym symbol && isName(symbol));
  }

  private static boolean isConstant(Expr expr) {
    return !hasName(expr);
  }

  static boolean hasName(Expr expr) {
    if (expr instanceof Sym symbol) {
      return !isConstantName(symbol.name());
    }
    if (expr instanceof Num) {
      return false;
    }
    if (expr instanceof Node unit && unit.is(Expr.UNIT)) {
      return hasName(unit.arg(0));
    }
    return !(expr instanceof Node node) || node.args().stream().anyMatch(Relations::hasName);
  }

  /** The names in an expression. */
  static Set<String> names(Expr expr) {
    Set<String> names = new TreeSet<>();
    addNames(expr, names);
    return names;
  }

  private static void addNames(Expr expr, Set<String> names) {
    if (expr instanceof Sym symbol && hasName(symbol)) {
      names.add(symbol.name());
    } else if (expr instanceof Node node) {
      node.args().forEach(arg -> addNames(arg, names));
    }
  }

  private static boolean isConstantName(String name) {
    return Set.of("pi", "e", "i", "infinity", "±", "∓").contains(name);
  }
}
