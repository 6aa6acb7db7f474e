package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import java.math.BigInteger;

/** Which of two constants is larger; throws {@link UndefinedException} where that is not known. */
final class RealOrder {

  private final ScalarEquality scalars;
  private final Algebra algebra;
  private final Work work;

  RealOrder(ScalarEquality scalars, Algebra algebra, Work work) {
    this.scalars = scalars;
    this.algebra = algebra;
    this.work = work;
  }

  boolean isSame(Expr a, Expr b) {
    return scalars.areEqual(a, b);
  }

  int compare(Expr a, Expr b) {
    int byInfinity = Integer.compare(infinity(a), infinity(b));
    if (byInfinity != 0 || infinity(a) != 0) {
      return byInfinity;
    }
    return scalars.areEqual(a, b) ? 0 : sign(algebra.difference(a, b));
  }

  /** Of a constant that is not 0. */
  int sign(Expr expr) {
    if (expr instanceof Expr.Num number) {
      return number.value().signum();
    }
    if (Relations.hasName(expr)) {
      throw new UndefinedException("the sign of a name");
    }
    ComplexBall value = new Evaluation(ScalarEquality.BITS, work, 0).valueOf(expr);
    if (!value.isReal() || value.re().hasZero()) {
      throw new UndefinedException("the sign of what may be 0");
    }
    return value.re().isPositive() ? 1 : -1;
  }

  /** The largest whole number that is no larger than a constant. */
  BigInteger floor(Expr constant) {
    Ball value =
        new Evaluation(ScalarEquality.BITS, work, 0).valueOf(Expr.node("floor", constant)).re();
    return value.floor();
  }

  /** -1, 0 or 1 for minus infinity, a number, infinity. */
  static int infinity(Expr expr) {
    if (expr.equals(Constants.INFINITY)) {
      return 1;
    }
    boolean isNegative =
        expr instanceof Node node
            && node.is(Expr.PRODUCT)
            && node.args().equals(java.util.List.of(Expr.num(-1), Constants.INFINITY));
    return isNegative ? -1 : 0;
  }
}
