package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Num;
import io.retort.grader.math.Expr.Sym;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * The value of a sum or product over k from one limit to the other, where both are whole numbers
 * once names have values, or where a sum goes on for ever and its terms fall fast enough.
 */
final class Series {

  /** Longest range that is added up. */
  private static final int MAX_TERMS = 64;

  /**
   * Terms after which a sum without end must be known; a ratio of 3/4 takes so many for 192 bits.
   */
  private static final int MAX_TERMS_WITHOUT_END = 480;

  /** Steps between two terms that are compared. */
  private static final int SETTLED = 8;

  /** Ratios of neighbours that are alike in a geometric series. */
  private static final int RATIOS = 4;

  private final Evaluation evaluation;
  private final ComplexArithmetic complex;
  private final Algebra algebra;

  Series(Evaluation evaluation, ComplexArithmetic complex, Algebra algebra) {
    this.evaluation = evaluation;
    this.complex = complex;
    this.algebra = algebra;
  }

  /** Whether a node is \\sum or \\prod with an index, its first and its last value. */
  static boolean isRange(Node operator) {
    return (operator.is("sum") || operator.is("prod"))
        && operator.args().size() == 5
        && operator.arg(0).equals(new Sym("_"))
        && operator.arg(2).equals(new Sym("^"))
        && operator.arg(1) instanceof Node first
        && first.is(Expr.NAMED)
        && first.arg(0) instanceof Sym index
        && BoundNames.isBound(index.name());
  }

  ComplexBall valueOf(Node range) {
    int first = whole(((Node) range.arg(1)).arg(1));
    if (range.arg(3).equals(Constants.INFINITY)) {
      if (range.is("prod")) {
        throw new UndefinedException("a product without end");
      }
      return withoutEnd(range, first);
    }
    int last = whole(range.arg(3));
    if (last - first >= MAX_TERMS) {
      throw new UndefinedException("a range of more than " + MAX_TERMS);
    }
    List<ComplexBall> terms = new ArrayList<>();
    for (int index = first; index <= last; index++) {
      terms.add(term(range, index));
    }
    return range.is("sum")
        ? combined(terms, ComplexBall.real(Ball.ZERO), complex::add)
        : combined(terms, ComplexBall.real(Ball.ONE), complex::multiply);
  }

  /** In pairs, and pairs of pairs: every step may double the bound on the error. */
  private static ComplexBall combined(
      List<ComplexBall> terms, ComplexBall ofNone, BinaryOperator<ComplexBall> operation) {
    int size = terms.size();
    if (size < 2) {
      return size == 0 ? ofNone : terms.get(0);
    }
    return operation.apply(
        combined(terms.subList(0, size / 2), ofNone, operation),
        combined(terms.subList(size / 2, size), ofNone, operation));
  }

  /**
   * Adds up until the terms are too small to count. What is left out is at most the last term times
   * r / (1 - r), if r is the largest of the ratios of neighbours that are still to come; as these
   * settle, the larger of two late ones stands for them.
   */
  private ComplexBall withoutEnd(Node range, int first) {
    List<ComplexBall> terms = new ArrayList<>();
    long[] tops = new long[MAX_TERMS_WITHOUT_END];
    long largest = Ball.EXACT;
    for (int i = 0; i < MAX_TERMS_WITHOUT_END; i++) {
      ComplexBall term = term(range, first + i);
      terms.add(term);
      tops[i] = Math.max(term.re().top(), term.im().top());
      largest = Math.max(largest, tops[i]);
      if (i == RATIOS && isGeometric(terms)) {
        return geometric(terms, range.arg(4));
      }
      if (tops[i] == Ball.EXACT || i < 4 * SETTLED) {
        continue; // one of many zeros, perhaps, or too early to tell
      }
      boolean isFalling = 3 * fall(tops, i) >= SETTLED;
      if (!isFalling && i >= MAX_TERMS) {
        break;
      }
      if (isFalling && tops[i] < largest - complex.real().bits()) {
        Ball rest = new Ball(BigInteger.ZERO, 0, tops[i] + 4);
        boolean isReal = terms.stream().allMatch(ComplexBall::isReal);
        terms.add(new ComplexBall(rest, isReal ? Ball.ZERO : rest));
        return combined(terms, term, complex::add);
      }
    }
    throw new UndefinedException("a sum whose terms do not fall fast enough");
  }

  /** By how many powers of two the last terms have fallen, in the worse half of them. */
  private static long fall(long[] tops, int last) {
    return Math.min(
        tops[last - SETTLED] - tops[last], tops[last - 2 * SETTLED] - tops[last - SETTLED]);
  }

  private boolean isGeometric(List<ComplexBall> terms) {
    for (int i = 2; i < terms.size(); i++) {
      ComplexBall across = complex.multiply(terms.get(i), terms.get(i - 2));
      ComplexBall square = complex.multiply(terms.get(i - 1), terms.get(i - 1));
      ComplexBall difference = complex.subtract(across, square);
      if (!difference.re().hasZero() || !difference.im().hasZero()) {
        return false;
      }
    }
    return true;
  }

  /** a / (1 - r), also where names were drawn for which the sum has no value. */
  private ComplexBall geometric(List<ComplexBall> terms, Expr term) {
    ComplexBall ratio = complex.divide(terms.get(1), terms.get(0));
    boolean hasNames = Relations.names(term).stream().anyMatch(n -> !BoundNames.isBound(n));
    Ball excess = complex.real().subtract(Ball.ONE, complex.modulus(ratio));
    if (!hasNames && !excess.isPositive()) {
      throw new UndefinedException("a geometric sum that has no value");
    }
    ComplexBall one = ComplexBall.real(Ball.ONE);
    return complex.divide(terms.get(0), complex.subtract(one, ratio));
  }

  private ComplexBall term(Node range, int index) {
    Expr name = ((Node) range.arg(1)).arg(0);
    return evaluation.valueOf(Substitution.of(range.arg(4), name, Expr.num(index), algebra));
  }

  private int whole(Expr limit) {
    if (limit instanceof Num number && number.value().isInt()) {
      return number.value().numerator().intValue();
    }
    ComplexBall value = evaluation.valueOf(limit);
    boolean isSmall = value.isReal() && value.re().isExact() && value.re().top() < 31;
    int whole = isSmall ? value.re().floor().intValue() : 0;
    if (!isSmall || !value.re().isExactly(whole)) {
      throw new UndefinedException("a limit that is no whole number");
    }
    return whole;
  }
}
