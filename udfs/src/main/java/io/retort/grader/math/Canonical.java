package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Num;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.Set;

/** One spelling for expressions of equal value, so that equal answers can be counted. */
final class Canonical {

  private static final MathContext DIGITS = new MathContext(25);
  private static final long MAX_EXPONENT = 4_096;

  private Canonical() {}

  static String of(Expr expr, Work work) {
    return Spelling.of(simplified(expr, work));
  }

  private static Expr simplified(Expr expr, Work work) {
    if (!(expr instanceof Node node)) {
      return expr;
    }
    boolean isConstant =
        Set.of(Expr.SUM, Expr.PRODUCT, Expr.POWER).contains(node.head())
            || Vocabulary.FUNCTIONS.contains(node.head());
    if (isConstant && !Relations.hasName(node)) {
      return decimal(node, work);
    }
    if (node.is(Expr.LIST) && !ItemEquality.distinctNames(node.args()).isEmpty()) {
      return new Node(
          Expr.LIST, node.args().stream().map(item -> withName((Node) item, work)).toList());
    }
    if (node.is(Expr.NAMED)
        || node.is(Expr.PERCENT)
        || node.is(Expr.DEGREES)
        || node.is(Expr.UNIT)) {
      return simplified(node.is(Expr.NAMED) ? node.arg(1) : node.arg(0), work);
    }
    List<Expr> args = node.args().stream().map(arg -> simplified(arg, work)).toList();
    return Substitution.rebuilt(node, args, new Algebra(work));
  }

  /** Where several names have values, which has which matters. */
  private static Expr withName(Node named, Work work) {
    return Expr.node(Expr.NAMED, named.arg(0), simplified(named.arg(1), work));
  }

  private static Expr decimal(Node node, Work work) {
    try {
      ComplexBall value = new Evaluation(ScalarEquality.BITS, work, 0).valueOf(node);
      Expr re = decimal(value.re());
      return value.isReal()
          ? re
          : new Algebra(work)
              .sum(re, new Algebra(work).product(decimal(value.im()), Constants.IMAGINARY));
    } catch (UndefinedException e) {
      return node;
    }
  }

  private static Expr decimal(Ball ball) {
    if (ball.mantissa().signum() == 0 || Math.abs(ball.exponent()) > MAX_EXPONENT) {
      throw new UndefinedException("no short decimal");
    }
    BigDecimal scale = new BigDecimal(BigInteger.TWO.pow((int) Math.abs(ball.exponent())));
    BigDecimal mantissa = new BigDecimal(ball.mantissa());
    BigDecimal value =
        ball.exponent() >= 0 ? mantissa.multiply(scale, DIGITS) : mantissa.divide(scale, DIGITS);
    BigDecimal rounded = value.round(DIGITS).stripTrailingZeros();
    return new Num(
        rounded.scale() > 0
            ? new Rational(rounded.unscaledValue(), BigInteger.TEN.pow(rounded.scale()))
            : Rational.of(rounded.toBigIntegerExact()));
  }
}
