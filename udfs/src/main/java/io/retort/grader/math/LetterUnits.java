package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Num;
import io.retort.grader.math.Expr.Sym;
import io.retort.grader.math.Expr.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Takes the letters of a product for units: 3000 m, 5 m/s. Only where the other side has a unit;
 * anywhere else 12g is twelve times g.
 */
final class LetterUnits {

  private static final Sym MICRO = new Sym("\\mu");
  private static final Sym OHM = new Sym("\\Omega");

  private LetterUnits() {}

  /** The value with its unit if all its names spell units; else as it is. */
  static Expr read(Expr expr, Algebra algebra) {
    if (!(expr instanceof Node product) || !product.is(Expr.PRODUCT)) {
      return expr;
    }
    List<Expr> values = new ArrayList<>();
    StringBuilder over = new StringBuilder();
    StringBuilder under = new StringBuilder();
    for (Expr factor : product.args()) {
      if (!Relations.hasName(factor)) {
        values.add(factor);
      } else if (factor.equals(MICRO) && product.args().size() > 2) {
        values.add(new Num(Rational.of(1, 1_000_000)));
      } else if (!appendUnit(factor, over, under)) {
        return expr;
      }
    }
    String words =
        over.toString().strip() + (under.isEmpty() ? "" : "/" + under.toString().strip());
    return over.isEmpty() ? expr : Expr.node(Expr.UNIT, algebra.product(values), new Text(words));
  }

  private static boolean appendUnit(Expr factor, StringBuilder over, StringBuilder under) {
    Expr base = factor instanceof Node node && node.is(Expr.POWER) ? node.arg(0) : factor;
    int power = 1;
    if (factor instanceof Node node && node.is(Expr.POWER)) {
      if (!(node.arg(1) instanceof Num number) || !number.value().isInt()) {
        return false;
      }
      power = number.value().numerator().intValue();
    }
    if (!(base instanceof Sym symbol) || power == 0) {
      return false;
    }
    String name = symbol.equals(OHM) ? "ohm" : symbol.name();
    if (Unit.named(name).isEmpty()) {
      return false;
    }
    String raised = Math.abs(power) == 1 ? "" : "^" + Math.abs(power);
    (power > 0 ? over : under).append(' ').append(name.toLowerCase(Locale.ROOT)).append(raised);
    return true;
  }
}
