package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Num;
import io.retort.grader.math.Expr.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One quantity in several units, each smaller than the one before: 2 hours 30 minutes. */
final class Quantities {

  private Quantities() {}

  /** The quantity in its first unit; empty if these are not parts of one. */
  static Optional<Expr> total(List<Expr> parts, Algebra algebra) {
    UnitPhrase first = unit(parts.get(0));
    if (parts.size() < 2 || !first.isKnown()) {
      return Optional.empty();
    }
    Rational size = first.size();
    List<Expr> terms = new ArrayList<>();
    terms.add(((Node) parts.get(0)).arg(0));
    for (Expr part : parts.subList(1, parts.size())) {
      UnitPhrase next = unit(part);
      if (!next.kinds().equals(first.kinds()) || next.size().compareTo(size) >= 0) {
        return Optional.empty();
      }
      size = next.size();
      terms.add(algebra.product(new Num(size.dividedBy(first.size())), ((Node) part).arg(0)));
    }
    return Optional.of(Expr.node(Expr.UNIT, algebra.sum(terms), ((Node) parts.get(0)).arg(1)));
  }

  private static UnitPhrase unit(Expr part) {
    return UnitPhrase.of(
        part instanceof Node node && node.is(Expr.UNIT) ? ((Text) node.arg(1)).words() : "?");
  }
}
