package io.retort.grader.math;

import io.retort.grader.math.Evaluation.Reading;
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

  /** Whole numbers, such as the last index of a sum, are drawn from few. */
  private static final int POINTS_OF_RANGES = 8;

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
    boolean hasSeries = hasSeries(a) || hasSeries(b);
    Agreement residues = residues(a, b);
    if (residues != Agreement.UNKNOWN) {
      return residues == Agreement.SAME;
    }
    return (hasSeries && areEqualAtPoints(a, b, Reading.SERIES_UNKNOWN))
        || areEqualAtPoints(a, b, Reading.USUAL)
        || ((has(a, "log") || has(b, "log")) && areEqualAtPoints(a, b, Reading.LOG_DECIMAL));
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

  private boolean areEqualAtPoints(Expr a, Expr b, Reading reading) {
    Set<String> whole = new HashSet<>();
    Set<String> names = new HashSet<>();
    collect(a, false, names, whole);
    collect(b, false, names, whole);
    boolean isDrawnFromFew = !whole.isEmpty() && (hasSeries(a) || hasSeries(b));
    int points = names.isEmpty() ? 1 : isDrawnFromFew ? POINTS_OF_RANGES : POINTS;
    int same = 0;
    for (int point = 0; point < points; point++) {
      Agreement agreement = at(point, BITS, a, b, whole, reading);
      if (agreement == Agreement.DIFFERENT) {
        return false;
      }
      same += agreement == Agreement.SAME ? 1 : 0;
    }
    return same >= Math.min(points, 2);
  }

  private Agreement at(int point, int bits, Expr a, Expr b, Set<String> whole, Reading reading) {
    ComplexBall left;
    ComplexBall right;
    ComplexBall difference;
    try {
      Evaluation evaluation = new Evaluation(bits, work, point, whole, reading);
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
      return at(point, MANY_BITS, a, b, whole, reading);
    }
    // Both vanish to hundreds of bits beside the terms that they were summed from.
    return error < -MANY_BITS / 2 ? Agreement.SAME : Agreement.UNKNOWN;
  }

  private static boolean isApart(Ball difference) {
    return difference.isPositive() || difference.isNegative();
  }

  private static void collect(Expr expr, boolean isWhole, Set<String> names, Set<String> whole) {
    if (expr instanceof Sym symbol
        && Relations.hasName(symbol)
        && !BoundNames.isBound(symbol.name())) {
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
      if (Series.isRange(node)) {
        collect(node.arg(1), true, names, whole);
        collect(node.arg(3), true, names, whole);
      }
      node.args().forEach(arg -> collect(arg, isInside, names, whole));
    }
  }

  /** (-1)^n is meant for whole n only. */
  private static boolean isPowerOfNegative(Node node) {
    return node.is(Expr.POWER) && node.arg(0) instanceof Num base && base.value().signum() < 0;
  }

  private static boolean isOpaque(Node node) {
    return node.is(Expr.CALL)
        || (Vocabulary.BIG_OPERATORS.contains(node.head()) && !Series.isRange(node));
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

  private static boolean hasSeries(Expr expr) {
    return expr instanceof Node node
        && (Series.isRange(node) || node.args().stream().anyMatch(ScalarEquality::hasSeries));
  }

  /** Anywhere but as the last index of a sum. */
  private static boolean hasInfinity(Expr expr) {
    if (expr instanceof Node node && Series.isRange(node)) {
      return hasInfinity(node.arg(1)) || hasInfinity(node.arg(4));
    }
    return expr.equals(Constants.INFINITY)
        || (expr instanceof Node node
            && node.args().stream().anyMatch(ScalarEquality::hasInfinity));
  }
}
