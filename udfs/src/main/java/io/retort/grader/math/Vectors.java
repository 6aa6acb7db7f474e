package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Sym;
import java.util.ArrayList;
import java.util.List;

/** Sums and multiples of tuples: (1,2) + t(3,4) is (1+3t, 2+4t). */
final class Vectors {

  private Vectors() {}

  static Expr sum(List<Expr> tuples, Algebra algebra) {
    int size = ((Node) tuples.get(0)).args().size();
    if (tuples.stream().anyMatch(tuple -> ((Node) tuple).args().size() != size)) {
      throw new UnreadableException("tuples of different length have no sum");
    }
    List<Expr> parts = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int part = i;
      parts.add(algebra.sum(tuples.stream().map(tuple -> ((Node) tuple).arg(part)).toList()));
    }
    return new Node(Expr.TUPLE, parts);
  }

  /** Whether these are one tuple, last, and scalars before it; P(1,2) is a point with its name. */
  static boolean isScaled(List<Expr> factors) {
    int last = factors.size() - 1;
    return factors.get(last) instanceof Node tuple
        && tuple.is(Expr.TUPLE)
        && tuple.args().size() > 1
        && factors.subList(0, last).stream().allMatch(Vectors::isScalar);
  }

  static Expr product(List<Expr> factors, Algebra algebra) {
    int last = factors.size() - 1;
    Expr scalar = algebra.product(factors.subList(0, last));
    return new Node(
        Expr.TUPLE,
        ((Node) factors.get(last))
            .args().stream().map(part -> algebra.product(scalar, part)).toList());
  }

  private static boolean isScalar(Expr expr) {
    if (expr instanceof Sym symbol) {
      char first = symbol.name().charAt(0);
      return first == '\\' || first == '±' || (Character.isLowerCase(first) && first != 'i');
    }
    return !(expr instanceof Node node)
        || (List.of(Expr.SUM, Expr.PRODUCT, Expr.POWER).contains(node.head())
            && node.args().stream().allMatch(Vectors::isScalar));
  }
}
