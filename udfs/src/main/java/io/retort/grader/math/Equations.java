package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Sym;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Compares equations and inequalities up to their sides, their direction, and a constant factor.
 *
 * <p>Two equations f = 0 and g = 0 are the same if f(p) g(q) = f(q) g(p) at random points p and q.
 */
final class Equations {

  private static final int POINTS = 4;

  private final ScalarEquality scalars;
  private final Algebra algebra;
  private final Work work;

  Equations(ScalarEquality scalars, Algebra algebra, Work work) {
    this.scalars = scalars;
    this.algebra = algebra;
    this.work = work;
  }

  boolean areEqual(Expr a, Expr b) {
    List<Expr> left = chain(a);
    List<Expr> right = chain(b);
    if (left.isEmpty() || right.isEmpty()) {
      return false;
    }
    if (areEqualTermByTerm(left, right)) {
      return true;
    }
    if (left.size() != 3 || right.size() != 3 || !left.get(1).equals(right.get(1))) {
      return false;
    }
    String sign = ((Sym) left.get(1)).name();
    Expr f = algebra.difference(left.get(0), left.get(2));
    Expr g = algebra.difference(right.get(0), right.get(2));
    return switch (sign) {
      case "=" ->
          areProportional(f, g, false)
              || isSolved(left.get(0), left.get(2), g)
              || isSolved(right.get(0), right.get(2), f);
      case "≠" -> areProportional(f, g, false);
      case "<", "≤" -> areProportional(f, g, true);
      default -> false;
    };
  }

  /** Whether name = value is what f = 0 says, because f is linear in the name and 0 there. */
  private boolean isSolved(Expr name, Expr value, Expr f) {
    if (!(name instanceof Sym)
        || !Substitution.of(value, name, Constants.ZERO, algebra).equals(value)) {
      return false;
    }
    Expr above = at(f, name, value, 1);
    return scalars.areEqual(at(f, name, value, 0), Constants.ZERO)
        && scalars.areEqual(above, algebra.negate(at(f, name, value, -1)))
        && !scalars.areEqual(above, Constants.ZERO);
  }

  private Expr at(Expr f, Expr name, Expr value, long more) {
    return Substitution.of(f, name, algebra.sum(value, Expr.num(more)), algebra);
  }

  /** Terms and signs, turned so that the smaller term comes first; empty if it is no chain. */
  private static List<Expr> chain(Expr expr) {
    if (expr instanceof Node node && node.is(Expr.NAMED)) {
      return List.of(node.arg(0), new Sym("="), node.arg(1));
    }
    if (!(expr instanceof Node node) || !node.is(Expr.CHAIN)) {
      return List.of();
    }
    boolean isFalling = node.args().contains(new Sym(">")) || node.args().contains(new Sym("≥"));
    if (!isFalling) {
      return node.args();
    }
    List<Expr> turned = new ArrayList<>();
    for (int i = node.args().size() - 1; i >= 0; i--) {
      Expr term = node.arg(i);
      turned.add(
          term.equals(new Sym(">"))
              ? new Sym("<")
              : term.equals(new Sym("≥")) ? new Sym("≤") : term);
    }
    return turned;
  }

  private boolean areEqualTermByTerm(List<Expr> left, List<Expr> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      boolean isSame =
          i % 2 == 1
              ? left.get(i).equals(right.get(i))
              : scalars.areEqual(left.get(i), right.get(i));
      if (!isSame) {
        return false;
      }
    }
    return true;
  }

  private boolean areProportional(Expr f, Expr g, boolean isByPositive) {
    if (!Relations.hasName(f) || !Relations.hasName(g)) {
      return false;
    }
    return (areProportionalModulo(f, g) || areProportionalInBalls(f, g))
        && (!isByPositive || isPositiveRatio(f, g));
  }

  private boolean areProportionalModulo(Expr f, Expr g) {
    long firstF = 0;
    long firstG = 0;
    int points = 0;
    for (int seed = 1; seed <= POINTS; seed++) {
      Modular modular = new Modular(seed, work);
      OptionalLong valueF = modular.valueOf(f);
      OptionalLong valueG = modular.valueOf(g);
      if (valueF.isEmpty()
          || valueG.isEmpty()
          || valueF.getAsLong() == 0
          || valueG.getAsLong() == 0) {
        continue;
      }
      if (points++ == 0) {
        firstF = valueF.getAsLong();
        firstG = valueG.getAsLong();
      } else if (firstF * valueG.getAsLong() % Modular.PRIME
          != firstG * valueF.getAsLong() % Modular.PRIME) {
        return false;
      }
    }
    return points >= 3;
  }

  private boolean areProportionalInBalls(Expr f, Expr g) {
    ComplexArithmetic complex = new ComplexArithmetic(ScalarEquality.BITS, work);
    List<ComplexBall> ratios = new ArrayList<>();
    for (int point = 0; point < POINTS; point++) {
      ratioAt(point, f, g, complex).ifPresent(ratios::add);
    }
    for (int i = 1; i < ratios.size(); i++) {
      ComplexBall difference = complex.subtract(ratios.get(0), ratios.get(i));
      if (!difference.re().hasZero() || !difference.im().hasZero()) {
        return false;
      }
    }
    return ratios.size() >= 3;
  }

  private Optional<ComplexBall> ratioAt(int point, Expr f, Expr g, ComplexArithmetic complex) {
    try {
      Evaluation evaluation = new Evaluation(ScalarEquality.BITS, work, point);
      return Optional.of(complex.divide(evaluation.valueOf(f), evaluation.valueOf(g)));
    } catch (UndefinedException e) {
      return Optional.empty();
    }
  }

  private boolean isPositiveRatio(Expr f, Expr g) {
    try {
      Evaluation evaluation = new Evaluation(ScalarEquality.BITS, work, 0);
      ComplexBall left = evaluation.valueOf(f);
      ComplexBall right = evaluation.valueOf(g);
      return left.isReal()
          && right.isReal()
          && ((left.re().isPositive() && right.re().isPositive())
              || (left.re().isNegative() && right.re().isNegative()));
    } catch (UndefinedException e) {
      return false;
    }
  }
}
