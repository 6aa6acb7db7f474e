package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Sym;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Free constants of integration, + C or c_1 e^x, whatever each side calls them. */
final class IntegrationConstants {

  private static final Pattern NUMBERED = Pattern.compile("[cC]_\\d");
  private static final Pattern POSSIBLE = Pattern.compile("[A-DKck]|[A-DKa-dk]_\\d");
  private static final int MOST = 3;

  private final ScalarEquality scalars;
  private final Algebra algebra;

  IntegrationConstants(ScalarEquality scalars, Algebra algebra) {
    this.scalars = scalars;
    this.algebra = algebra;
  }

  /** Whether two expressions are the same but for the names of such constants. */
  boolean areSameButForNames(Expr a, Expr b) {
    Set<String> names = Relations.names(a);
    Set<String> others = Relations.names(b);
    List<String> left = names.stream().filter(name -> !others.contains(name)).toList();
    List<String> right = others.stream().filter(name -> !names.contains(name)).toList();
    boolean isCandidate =
        left.size() == right.size()
            && !left.isEmpty()
            && left.size() <= MOST
            && ((areConstants(left, a) && arePossible(right))
                || (areConstants(right, b) && arePossible(left)));
    return isCandidate && areSame(a, left, b, right);
  }

  /** A C that is a term by itself, or names with numbers that are counted from 0 or 1. */
  private static boolean areConstants(List<String> names, Expr expr) {
    boolean isTerm =
        names.equals(List.of("C"))
            && expr instanceof Node sum
            && sum.is(Expr.SUM)
            && sum.args().contains(new Sym("C"));
    return isTerm
        || (names.stream().allMatch(name -> NUMBERED.matcher(name).matches())
            && names.stream().anyMatch(name -> name.endsWith("_0") || name.endsWith("_1")));
  }

  private static boolean arePossible(List<String> names) {
    return names.stream().allMatch(name -> POSSIBLE.matcher(name).matches());
  }

  /** Tries each way to give the names of the left to those of the right. */
  private boolean areSame(Expr a, List<String> left, Expr b, List<String> right) {
    if (right.isEmpty()) {
      return scalars.areEqual(a, b);
    }
    Sym name = new Sym(right.get(0));
    for (String given : left) {
      List<String> rest = new ArrayList<>(left);
      rest.remove(given);
      Expr renamed = Substitution.of(b, name, new Sym(given), algebra);
      if (areSame(a, rest, renamed, right.subList(1, right.size()))) {
        return true;
      }
    }
    return false;
  }
}
