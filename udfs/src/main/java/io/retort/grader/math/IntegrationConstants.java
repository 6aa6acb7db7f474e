package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Sym;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Free constants of integration, + C or c_1 e^x, which may be written in either case. */
final class IntegrationConstants {

  private static final Pattern NUMBERED = Pattern.compile("[cC]_\\d");

  private IntegrationConstants() {}

  /** Whether both sides have such constants and write them in different case. */
  static boolean differ(Expr a, Expr b) {
    Set<String> left = of(a);
    Set<String> right = of(b);
    return !left.isEmpty() && !left.equals(right) && capitals(left).equals(capitals(right));
  }

  /** The expression with its constants in capitals, unless it has names in both cases. */
  static Expr inCapitals(Expr expr, Algebra algebra) {
    Expr result = expr;
    for (String name : of(expr)) {
      Sym capital = new Sym(name.replace('c', 'C'));
      if (name.startsWith("c")
          && Substitution.of(expr, capital, Constants.ZERO, algebra).equals(expr)) {
        result = Substitution.of(result, new Sym(name), capital, algebra);
      }
    }
    return result;
  }

  private static Set<String> capitals(Set<String> names) {
    Set<String> capitals = new HashSet<>();
    names.forEach(name -> capitals.add(name.replace('c', 'C')));
    return capitals;
  }

  /** Constants with a number anywhere, and a C or c that is a term by itself. */
  private static Set<String> of(Expr expr) {
    Set<String> names = new HashSet<>();
    addNumbered(expr, names);
    if (expr instanceof Node sum && sum.is(Expr.SUM)) {
      for (Expr term : sum.args()) {
        if (term.equals(new Sym("C")) || term.equals(new Sym("c"))) {
          names.add(term.toString());
        }
      }
    }
    return names;
  }

  private static void addNumbered(Expr expr, Set<String> names) {
    if (expr instanceof Sym symbol && NUMBERED.matcher(symbol.name()).matches()) {
      names.add(symbol.name());
    } else if (expr instanceof Node node) {
      node.args().forEach(arg -> addNumbered(arg, names));
    }
  }
}
