package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Sym;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives the bound name of a sum, product, limit or integral a name of its own, so that it does not
 * matter how it was called: the k of \\sum_{k=1}^n, the x of \\int_0^1 x^2 dx.
 */
final class BoundNames {

  /** What no answer can spell; the number counts the operators inside. */
  private static final String BOUND = "#";

  private BoundNames() {}

  static boolean isBound(String name) {
    return name.startsWith(BOUND);
  }

  /** The operator with its bound name replaced; as it is if that is not known. */
  static Expr renamed(Node operator, Algebra algebra) {
    int last = operator.args().size() - 1;
    Expr body = operator.arg(last);
    Optional<Expr> name =
        operator.head().endsWith("int")
            ? differential(body)
            : index(operator.args().subList(0, last));
    if (name.isEmpty() || isInSubscript(name.get().toString(), body)) {
      return operator;
    }
    Expr bound = new Sym(BOUND + depth(operator));
    List<Expr> args = new ArrayList<>(operator.args());
    args.set(last, Substitution.of(body, name.get(), bound, algebra));
    if (!operator.head().endsWith("int")) {
      Node definition = (Node) args.get(1);
      List<Expr> parts = new ArrayList<>(definition.args());
      parts.set(0, bound);
      args.set(1, new Node(definition.head(), parts));
    }
    return new Node(operator.head(), args);
  }

  /** The k of k = 1 and the x of x → 0, where that is the first limit. */
  private static Optional<Expr> index(List<Expr> limits) {
    boolean isDefined =
        limits.size() >= 2
            && limits.get(0).equals(new Sym("_"))
            && limits.get(1) instanceof Node definition
            && (definition.is(Expr.NAMED) || definition.is(Expr.CHAIN))
            && definition.arg(0) instanceof Sym;
    return isDefined ? Optional.of(((Node) limits.get(1)).arg(0)) : Optional.empty();
  }

  /** The x of the first dx that no operator inside has taken. */
  private static Optional<Expr> differential(Expr body) {
    if (!(body instanceof Node node)) {
      return Optional.empty();
    }
    for (int i = 0; i + 1 < node.args().size(); i++) {
      Expr next = node.arg(i + 1);
      boolean isDifferential =
          node.is(Expr.PRODUCT)
              && node.arg(i).equals(new Sym("d"))
              && next instanceof Sym symbol
              && !isBound(symbol.name());
      if (isDifferential) {
        return Optional.of(next);
      }
    }
    return node.args().stream().map(BoundNames::differential).flatMap(Optional::stream).findFirst();
  }

  /** Whether the name is part of another, as the k of F_{n-k}, which cannot be told apart. */
  private static boolean isInSubscript(String name, Expr body) {
    if (body instanceof Sym symbol) {
      int subscript = symbol.name().indexOf('_');
      return subscript > 0 && symbol.name().indexOf(name, subscript) > 0;
    }
    return body instanceof Node node
        && node.args().stream().anyMatch(arg -> isInSubscript(name, arg));
  }

  private static int depth(Expr expr) {
    if (!(expr instanceof Node node)) {
      return 0;
    }
    int inside = node.args().stream().mapToInt(BoundNames::depth).max().orElse(0);
    return Vocabulary.BIG_OPERATORS.contains(node.head()) ? inside + 1 : inside;
  }
}
