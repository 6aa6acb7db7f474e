package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Num;
import io.retort.grader.math.Expr.Sym;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Decides whether two expressions are equal wherever both are defined.
 *
 * <ol>
 *   <li>Numbers: exactly.
 *   <li>Modulo a prime at three random points ({@link Modular}): agreement at all of them proves
 *       equality but for a chance of (d/p)^3, under 1e-21 for degree d = 100; disagreement of
 *       rational functions disproves it.
 *   <li>In balls of {@value #BITS} bits ({@link Evaluation}): values further apart than their error
 *       bounds are different, for certain. Values that agree to at least {@value #AGREEING_BITS}
 *       bits, 27 digits, at every one of up to four points are taken as equal. Where cancellation
 *       leaves fewer bits, the points are asked again with {@value #MANY_BITS}.
 * </ol>
 *
 * <p>No tolerance is involved: 1/300! differs from 1/301!.
 */
final class ScalarEquality {

  static final int BITS = 192;
  private static final int MANY_BITS = 448;
  private static final int AGREEING_BITS = 90;
  private static final int POINTS = 4;
  private static final int RESIDUES = 3;

  private enum Agreement {
    SAME,
    DIFFERENT,
    /** Not both are defined here, or not well enough. */
    UNKNOWN
  }

  private final Work work;

  ScalarEquality(Work work) {
    this.work = work;
  }

  boolean areEqual(Expr a, Expr b) {
    work.spend(1);
    if (a.equals(b)) {
      return true;
    }
    if (a instanceof Num && b instanceof Num) {
      return false;
    }
    if (hasInfinity(a) || hasInfinity(b)) {
      return Spelling.of(a).equals(Spelling.of(b));
    }
    Agreement residues = residues(a, b);
    if (residues != Agreement.UNKNOWN) {
      return residues == Agreement.SAME;
    }
    return areEqualAtPoints(a, b, false)
        || ((has(a, "log") || has(b, "log")) && areEqualAtPoints(a, b, true));
  }

  private Agreement residues(Expr a, Expr b) {
    int same = 0;
    for (int seed = 1; seed <= RESIDUES; seed++) {
      Modular modular = new Modular(seed, work);
      OptionalLong left = modular.valueOf(a);
      OptionalLong right = modular.valueOf(b);
      if (left.isEmpty() || right.isEmpty()) {
        continue;
      }
      if (left.getAsLong() != right.getAsLong()) {
        // pi and e are names here, so their relations to each other, if any, would be missed.
        boolean isProof =
            modular.isComplete() && !(has(a, b, Constants.PI) && has(a, b, Constants.EULER));
        return isProof ? Agreement.DIFFERENT : Agreement.UNKNOWN;
      }
      same++;
    }
    return same >= 2 ? Agreement.SAME : Agreement.UNKNOWN;
  }

  private boolean areEqualAtPoints(Expr a, Expr b, boolean isLogDecimal) {
    Set<String> whole = new HashSet<>();
    Set<String> names = new HashSet<>();
    collect(a, false, names, whole);
    collect(b, false, names, whole);
    int points = names.isEmpty() ? 1 : POINTS;
    int same = 0;
    for (int point = 0; point < points; point++) {
      Agreement agreement = at(point, BITS, a, b, whole, isLogDecimal);
      if (agreement == Agreement.DIFFERENT) {
        return false;
      }
      same += agreement == Agreement.SAME ? 1 : 0;
    }
    return same >= Math.min(points, 2);
  }

  private Agreement at(
      int point, int bits, Expr a, Expr b, Set<String> whole, boolean isLogDecimal) {
    ComplexBall left;
    ComplexBall right;
    ComplexBall difference;
    try {
      Evaluation evaluation = new Evaluation(bits, work, point, whole, isLogDecimal);
      left = evaluation.valueOf(a);
      right = evaluation.valueOf(b);
      difference = new ComplexArithmetic(bits, work).subtract(left, right);
    } catch (UndefinedException e) {
      return Agreement.UNKNOWN;
    }
    boolean isOffAxis = !left.isReal() || !right.isReal();
    boolean isMeantReal = !has(a, b, Constants.IMAGINARY);
    boolean hasNames = point > 0;
    if (isOffAxis && isMeantReal && hasNames) {
      return Agreement.UNKNOWN; // outside the domain that the writer had in mind
    }
    if (isApart(difference.re()) || isApart(difference.im())) {
      return Agreement.DIFFERENT;
    }
    long size =
        Math.max(
            Math.max(left.re().top(), left.im().top()),
            Math.max(right.re().top(), right.im().top()));
    long error = Math.max(difference.re().errorExponent(), difference.im().errorExponent());
    if (error <= size - AGREEING_BITS) {
      return Agreement.SAME;
    }
    if (bits < MANY_BITS) {
      return at(point, MANY_BITS, a, b, whole, isLogDecimal);
    }
    // Both vanish to hundreds of bits beside the terms that they were summed from.
    return error < -MANY_BITS / 2 ? Agreement.SAME : Agreement.UNKNOWN;
  }

  private static boolean isApart(Ball difference) {
    return difference.isPositive() || difference.isNegative();
  }

  private static void collect(Expr expr, boolean isWhole, Set<String> names, Set<String> whole) {
    if (expr instanceof Sym symbol && Relations.hasName(symbol)) {
      names.add(symbol.name());
      if (isWhole) {
        whole.add(symbol.name());
      }
    } else if (expr instanceof Node node) {
      boolean isInside = isWhole || node.is("factorial");
      if (isPowerOfNegative(node)) {
        collect(node.arg(1), true, names, whole);
      }
      if (isOpaque(node)) {
        names.add(node.head());
      }
      node.args().forEach(arg -> collect(arg, isInside, names, whole));
    }
  }

  /** (-1)^n is meant for whole n only. */
  private static boolean isPowerOfNegative(Node node) {
    return node.is(Expr.POWER) && node.arg(0) instanceof Num base && base.value().signum() < 0;
  }

  private static boolean isOpaque(Node node) {
    return node.is(Expr.CALL) || Vocabulary.BIG_OPERATORS.contains(node.head());
  }

  private static boolean has(Expr a, Expr b, Sym symbol) {
    return has(a, symbol) || has(b, symbol);
  }

  private static boolean has(Expr expr, Sym symbol) {
    return expr.equals(symbol)
        || (expr instanceof Node node && node.args().stream().anyMatch(arg -> has(arg, symbol)));
  }

  private static boolean has(Expr expr, String head) {
    return expr instanceof Node node
        && (node.is(head) || node.args().stream().anyMatch(arg -> has(arg, head)));
  }

  private static boolean hasInfinity(Expr expr) {
    return has(expr, Constants.INFINITY);
  }
}
