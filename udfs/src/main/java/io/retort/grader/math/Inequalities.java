package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Num;
import io.retort.grader.math.Expr.Sym;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Solves chains of inequalities of first or second degree in one name or in absolute values. */
final class Inequalities {

  private static final Expr MINUS_INFINITY =
      new Node(Expr.PRODUCT, List.of(Expr.num(-1), Constants.INFINITY));

  private static final List<Interval> EVERYTHING =
      List.of(new Interval(MINUS_INFINITY, false, Constants.INFINITY, false));
  private static final Set<String> SIGNS = Set.of("<", "≤", ">", "≥", "≠");

  private final RealOrder order;
  private final Algebra algebra;

  Inequalities(RealOrder order, Algebra algebra) {
    this.order = order;
    this.algebra = algebra;
  }

  /** The numbers for which every relation of the chain holds. */
  List<Interval> solved(Node chain) {
    Expr unknown = unknown(chain);
    List<Interval> all = EVERYTHING;
    for (int i = 1; i < chain.args().size(); i += 2) {
      String sign = ((Sym) chain.arg(i)).name();
      List<Interval> one = solved(chain.arg(i - 1), sign, chain.arg(i + 1), unknown);
      all = bothOf(all, one);
    }
    return all;
  }

  /** The only name, or the only function of a name, that stands in the chain. */
  private static Expr unknown(Node chain) {
    Set<Expr> names = new HashSet<>();
    for (int i = 0; i < chain.args().size(); i += 2) {
      collect(chain.arg(i), names);
    }
    if (names.size() != 1) {
      throw new UndefinedException("not one unknown");
    }
    return names.iterator().next();
  }

  private static void collect(Expr expr, Set<Expr> names) {
    if (expr.is(Expr.CALL) || (expr instanceof Sym && Relations.hasName(expr))) {
      names.add(expr);
    } else if (expr instanceof Node node) {
      node.args().forEach(arg -> collect(arg, names));
    }
  }

  private List<Interval> solved(Expr left, String sign, Expr right, Expr unknown) {
    if (left.is("abs") && !Relations.hasName(right)) {
      return solvedForAbsolute((Node) left, sign, right, unknown);
    }
    if (right.is("abs") && !Relations.hasName(left)) {
      return solvedForAbsolute((Node) right, mirrored(sign), left, unknown);
    }
    return solved(algebra.difference(left, right), sign, unknown);
  }

  /** a x^2 + b x + c, sign 0; a may be 0. */
  private List<Interval> solved(Expr square, String sign, Expr unknown) {
    Expr half = new Num(Rational.of(1, 2));
    Expr plus = at(square, unknown, 1);
    Expr minus = at(square, unknown, -1);
    Expr c = at(square, unknown, 0);
    Expr b = algebra.product(half, algebra.difference(plus, minus));
    Expr a = algebra.difference(algebra.product(half, algebra.sum(plus, minus)), c);
    for (long x : new long[] {-2, 3, 5}) {
      Expr value =
          algebra.sum(algebra.product(Expr.num(x * x), a), algebra.product(Expr.num(x), b), c);
      if (!order.isSame(at(square, unknown, x), value)) {
        throw new UndefinedException("not of first or second degree");
      }
    }
    if (!SIGNS.contains(sign)) {
      throw new UndefinedException("no inequality");
    }
    if (!order.isSame(a, Constants.ZERO)) {
      return solvedForSquare(a, b, c, sign);
    }
    if (order.isSame(b, Constants.ZERO)) {
      throw new UndefinedException("a constant");
    }
    Expr bound = algebra.negate(algebra.quotient(c, b));
    return half(order.sign(b) > 0 ? sign : mirrored(sign), bound);
  }

  private List<Interval> solvedForSquare(Expr a, Expr b, Expr c, String sign) {
    Expr discriminant =
        algebra.difference(algebra.power(b, Expr.num(2)), algebra.product(Expr.num(4), a, c));
    int opens = order.sign(a);
    String relation = opens > 0 ? sign : mirrored(sign);
    boolean hasRoots = order.isSame(discriminant, Constants.ZERO) || order.sign(discriminant) > 0;
    if (!hasRoots) {
      return isBelow(relation) ? List.of() : EVERYTHING;
    }
    Expr twice = algebra.product(Expr.num(2), a);
    Expr centre = algebra.negate(algebra.quotient(b, twice));
    Expr root = algebra.power(discriminant, new Num(Rational.of(1, 2)));
    Expr reach = algebra.quotient(algebra.product(Expr.num(opens), root), twice);
    // (x - low)(x - high), relation 0
    return betweenOrOutside(
        half(mirrored(relation), algebra.difference(centre, reach)),
        relation,
        half(relation, algebra.sum(centre, reach)));
  }

  /** What is above the low and below the high end, or else outside; not at either for "≠". */
  private List<Interval> betweenOrOutside(List<Interval> low, String sign, List<Interval> high) {
    if (isBelow(sign) || sign.equals("≠")) {
      return bothOf(low, high);
    }
    List<Interval> either = new ArrayList<>(low);
    either.addAll(high);
    return either;
  }

  private static boolean isBelow(String sign) {
    return sign.equals("<") || sign.equals("≤");
  }

  private Expr at(Expr expr, Expr unknown, long value) {
    return Substitution.of(expr, unknown, Expr.num(value), algebra);
  }

  /** The numbers x with x sign bound. */
  private static List<Interval> half(String sign, Expr bound) {
    return switch (sign) {
      case "<" -> List.of(new Interval(MINUS_INFINITY, false, bound, false));
      case "≤" -> List.of(new Interval(MINUS_INFINITY, false, bound, true));
      case ">" -> List.of(new Interval(bound, false, Constants.INFINITY, false));
      case "≥" -> List.of(new Interval(bound, true, Constants.INFINITY, false));
      case "≠" ->
          List.of(
              new Interval(MINUS_INFINITY, false, bound, false),
              new Interval(bound, false, Constants.INFINITY, false));
      default -> throw new UndefinedException("no inequality");
    };
  }

  private static String mirrored(String sign) {
    return switch (sign) {
      case "<" -> ">";
      case "≤" -> "≥";
      case ">" -> "<";
      case "≥" -> "≤";
      default -> sign;
    };
  }

  /** |f| below a bound is between both signs of it; above, it is outside. */
  private List<Interval> solvedForAbsolute(Node absolute, String sign, Expr bound, Expr unknown) {
    Expr inner = absolute.arg(0);
    Expr negative = algebra.negate(bound);
    List<Interval> upper = solved(inner, sign, bound, unknown);
    List<Interval> lower = solved(inner, mirrored(sign), negative, unknown);
    if (sign.equals("≠")) {
      throw new UndefinedException("no inequality");
    }
    return betweenOrOutside(lower, sign, upper);
  }

  private List<Interval> bothOf(List<Interval> left, List<Interval> right) {
    List<Interval> common = new ArrayList<>();
    for (Interval one : left) {
      for (Interval other : right) {
        common.add(both(one, other));
      }
    }
    return common;
  }

  /** What two intervals share; it may have no members. */
  Interval both(Interval one, Interval other) {
    int lows = order.compare(one.low(), other.low());
    int highs = order.compare(one.high(), other.high());
    Interval low = lows > 0 || (lows == 0 && !one.isLowIn()) ? one : other;
    Interval high = highs < 0 || (highs == 0 && !one.isHighIn()) ? one : other;
    return new Interval(low.low(), low.isLowIn(), high.high(), high.isHighIn());
  }
}
