package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Sym;
import java.util.ArrayList;
import java.util.List;

/** Writes a &#177; b out as the list of its two values; signs within one item go together. */
final class PlusMinus {

  private static final Sym PLUS_MINUS = new Sym("±");
  private static final Sym MINUS_PLUS = new Sym("∓");

  private PlusMinus() {}

  static Expr expanded(Expr expr, Algebra algebra) {
    if (!has(expr)) {
      return expr;
    }
    Node node = expr instanceof Node found ? found : null;
    if (node != null && node.is(Expr.NAMED)) {
      Expr value = expanded(node.arg(1), algebra);
      return Expr.node(Expr.NAMED, node.arg(0), value);
    }
    if (node != null && (node.is(Expr.LIST) || node.is(Expr.SET))) {
      List<Expr> items = new ArrayList<>();
      for (Expr item : node.args()) {
        addFlat(items, expanded(item, algebra));
      }
      return new Node(node.head(), items);
    }
    return Expr.node(Expr.LIST, with(expr, 1, algebra), with(expr, -1, algebra));
  }

  /** A named list becomes a list of values, so that x = 1, x = -1 and x = 1, -1 are alike. */
  private static void addFlat(List<Expr> items, Expr item) {
    Expr value = AnswerEquality.valueOf(item);
    if (value instanceof Node node && node.is(Expr.LIST)) {
      items.addAll(node.args());
    } else {
      items.add(item);
    }
  }

  private static boolean has(Expr expr) {
    return expr.equals(PLUS_MINUS)
        || expr.equals(MINUS_PLUS)
        || (expr instanceof Node node && node.args().stream().anyMatch(PlusMinus::has));
  }

  private static Expr with(Expr expr, long sign, Algebra algebra) {
    if (expr.equals(PLUS_MINUS)) {
      return Expr.num(sign);
    }
    if (expr.equals(MINUS_PLUS)) {
      return Expr.num(-sign);
    }
    return expr instanceof Node node
        ? Substitution.rebuilt(
            node, node.args().stream().map(arg -> with(arg, sign, algebra)).toList(), algebra)
        : expr;
  }
}
