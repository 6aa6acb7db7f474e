package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Sym;
import java.util.List;
import java.util.Set;

/** What is said behind an expression of the names in it: (x + 1)/(x - 3), x ≠ 3. */
final class Conditions {

  private static final Set<String> SIGNS = Set.of("≠", "<", ">", "≤", "≥");
  private static final Set<String> DOMAINS = Set.of("\\mathbbZ", "\\mathbbN");

  private Conditions() {}

  /** The expression alone; the answer as it stands where there are no such conditions. */
  static Expr dropped(Expr answer) {
    if (!(answer instanceof Node list) || !list.is(Expr.LIST)) {
      return answer;
    }
    Expr first = list.arg(0);
    Set<String> names = Relations.names(first);
    List<Expr> rest = list.args().subList(1, list.args().size());
    boolean isExpression = !names.isEmpty() && !first.is(Expr.CHAIN);
    return isExpression && rest.stream().allMatch(item -> isCondition(item, names))
        ? first
        : answer;
  }

  private static boolean isCondition(Expr expr, Set<String> names) {
    if (!(expr instanceof Node node)) {
      return false;
    }
    if (node.is(Expr.NAMED)) {
      return node.arg(0) instanceof Sym name
          && names.contains(name.name())
          && (node.arg(1).equals(Constants.REALS) || DOMAINS.contains(node.arg(1).toString()));
    }
    if (!node.is(Expr.CHAIN) || !names.containsAll(namesOfTerms(node))) {
      return false;
    }
    for (int i = 1; i < node.args().size(); i += 2) {
      if (!SIGNS.contains(((Sym) node.arg(i)).name())) {
        return false;
      }
    }
    return true;
  }

  private static Set<String> namesOfTerms(Node chain) {
    Set<String> names = Relations.names(chain);
    names.removeAll(Signs.RELATIONS);
    return names;
  }
}
