package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import java.util.List;

/** Puts one expression in the place of another. */
final class Substitution {

  private Substitution() {}

  static Expr of(Expr in, Expr what, Expr with, Algebra algebra) {
    if (in.equals(what)) {
      return with;
    }
    return in instanceof Node node
        ? rebuilt(
            node, node.args().stream().map(arg -> of(arg, what, with, algebra)).toList(), algebra)
        : in;
  }

  /** The node with other arguments, folded again. */
  static Expr rebuilt(Node node, List<Expr> args, Algebra algebra) {
    return switch (node.head()) {
      case Expr.SUM -> algebra.sum(args);
      case Expr.PRODUCT -> algebra.product(args);
      case Expr.POWER -> algebra.power(args.get(0), args.get(1));
      case "factorial" -> algebra.factorial(args.get(0));
      default -> new Node(node.head(), args);
    };
  }
}
