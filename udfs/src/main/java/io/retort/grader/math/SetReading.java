package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Num;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads intervals, unions, finite sets, inequalities in one name and set builders as intervals in
 * ascending order that neither touch nor overlap.
 */
final class SetReading {

  private static final int MAX_INTEGERS = 100;

  private final RealOrder order;
  private final Algebra algebra;
  private final Inequalities inequalities;

  SetReading(RealOrder order, Algebra algebra) {
    this.order = order;
    this.algebra = algebra;
    this.inequalities = new Inequalities(order, algebra);
  }

  Optional<List<Interval>> of(Expr expr) {
    try {
      return Optional.of(merged(pieces(expr)));
    } catch (UndefinedException e) {
      return Optional.empty();
    }
  }

  private List<Interval> pieces(Expr expr) {
    if (!(expr instanceof Node node)) {
      throw new UndefinedException("no set");
    }
    return switch (node.head()) {
      case Expr.TUPLE -> List.of(interval(node, false, false));
      case Expr.BRACKET -> List.of(interval(node, true, true));
      case Expr.LEFT_OPEN -> List.of(interval(node, false, true));
      case Expr.RIGHT_OPEN -> List.of(interval(node, true, false));
      case Expr.SET -> node.args().stream().map(Interval::point).toList();
      case Expr.UNION -> node.args().stream().flatMap(part -> pieces(part).stream()).toList();
      case Expr.INTERSECTION -> intersected(of(node.arg(0)), of(node.arg(1)));
      case Expr.WITHOUT ->
          intersected(of(node.arg(0)), Optional.of(complement(pieces(node.arg(1)))));
      case Expr.SUCH_THAT -> members(domain(node.arg(0)), node.arg(1));
      case Expr.NAMED -> pieces(node.arg(1));
      case Expr.CHAIN -> inequalities.solved(node);
      case Expr.LIST -> members(Constants.REALS, node);
      default -> throw new UndefinedException("no set");
    };
  }

  /** Numbers of a domain that meet a condition, which may name the domain; integers one by one. */
  private List<Interval> members(Expr outer, Expr stated) {
    Expr domain = outer;
    Expr condition = stated;
    if (condition instanceof Node list && list.is(Expr.LIST)) {
      List<Expr> rest = new ArrayList<>();
      for (Expr item : list.args()) {
        Expr inner = domain(item);
        domain = isDomain(inner) ? inner : domain;
        if (!isDomain(inner)) {
          rest.add(item);
        }
      }
      condition = rest.size() == 1 ? rest.get(0) : new Node(Expr.LIST, rest);
    }
    List<Interval> pieces =
        condition instanceof Node list && list.is(Expr.LIST) ? conditions(list) : pieces(condition);
    if (domain.equals(Constants.REALS)) {
      return pieces;
    }
    if (!isDomain(domain)) {
      throw new UndefinedException("no set of reals");
    }
    boolean areNatural = domain.toString().endsWith("N");
    return pieces.stream().flatMap(piece -> integers(piece, areNatural).stream()).toList();
  }

  /** The set that a name is said to be in. */
  private static Expr domain(Expr expr) {
    return expr instanceof Node named && named.is(Expr.NAMED) ? named.arg(1) : Constants.REALS;
  }

  private static boolean isDomain(Expr expr) {
    return expr.toString().equals("\\mathbbZ") || expr.toString().equals("\\mathbbN");
  }

  private List<Interval> integers(Interval piece, boolean areNatural) {
    if (RealOrder.infinity(piece.low()) != 0 || RealOrder.infinity(piece.high()) != 0) {
      throw new UndefinedException("no end of integers");
    }
    BigInteger first = next(piece.low(), piece.isLowIn());
    BigInteger last = next(algebra.negate(piece.high()), piece.isHighIn()).negate();
    boolean isShort =
        first.bitLength() < 31
            && last.subtract(first).compareTo(BigInteger.valueOf(MAX_INTEGERS)) <= 0
            // Whether 0 is a natural number is not agreed upon.
            && (!areNatural || first.signum() > 0);
    if (!isShort) {
      throw new UndefinedException("no short range of integers");
    }
    return IntStream.rangeClosed(first.intValue(), last.intValue())
        .mapToObj(i -> Interval.point(Expr.num(i)))
        .toList();
  }

  /** The least integer above a value, or the value itself if it is one and counts. */
  private BigInteger next(Expr value, boolean isIn) {
    BigInteger floor = order.floor(value);
    boolean isItself = isIn && value.equals(new Num(Rational.of(floor)));
    return isItself ? floor : floor.add(BigInteger.ONE);
  }

  private static Interval interval(Node pair, boolean isLowIn, boolean isHighIn) {
    if (pair.args().size() != 2) {
      throw new UndefinedException("no interval");
    }
    return new Interval(pair.arg(0), isLowIn, pair.arg(1), isHighIn);
  }

  /** Conditions with "or" or "and" between them, whichever says something. */
  private List<Interval> conditions(Node list) {
    List<Interval> union = new ArrayList<>();
    Optional<List<Interval>> all = Optional.empty();
    for (Expr condition : list.args()) {
      boolean isOfReals =
          condition instanceof Node named
              && named.is(Expr.NAMED)
              && named.arg(1).equals(Constants.REALS);
      if (isOfReals && list.args().size() > 1) {
        continue;
      }
      if (!condition.is(Expr.CHAIN)) {
        throw new UndefinedException("no condition");
      }
      List<Interval> solved = pieces(condition);
      all = Optional.of(all.isEmpty() ? solved : intersected(all, Optional.of(solved)));
      union.addAll(solved);
    }
    List<Interval> either = merged(union);
    return isWholeLine(either) ? all.orElseThrow() : either;
  }

  private static boolean isWholeLine(List<Interval> pieces) {
    return pieces.size() == 1
        && RealOrder.infinity(pieces.get(0).low()) < 0
        && RealOrder.infinity(pieces.get(0).high()) > 0;
  }

  private List<Interval> complement(List<Interval> pieces) {
    List<Interval> gaps = new ArrayList<>();
    Expr low = algebra.negate(Constants.INFINITY);
    boolean isLowIn = false;
    for (Interval piece : merged(pieces)) {
      gaps.add(new Interval(low, isLowIn, piece.low(), !piece.isLowIn()));
      low = piece.high();
      isLowIn = !piece.isHighIn();
    }
    gaps.add(new Interval(low, isLowIn, Constants.INFINITY, false));
    return gaps;
  }

  private List<Interval> intersected(
      Optional<List<Interval>> left, Optional<List<Interval>> right) {
    List<Interval> common = new ArrayList<>();
    for (Interval one : left.orElseThrow(() -> new UndefinedException("no set"))) {
      for (Interval other : right.orElseThrow(() -> new UndefinedException("no set"))) {
        common.add(inequalities.both(one, other));
      }
    }
    return common;
  }

  private List<Interval> merged(List<Interval> pieces) {
    List<Interval> sorted = new ArrayList<>(pieces.stream().filter(this::hasMembers).toList());
    sorted.sort(this::byLow);
    List<Interval> merged = new ArrayList<>();
    for (Interval next : sorted) {
      Interval last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last != null && isJoined(last, next)) {
        merged.set(merged.size() - 1, joined(last, next));
      } else {
        merged.add(next);
      }
    }
    return merged;
  }

  private boolean hasMembers(Interval piece) {
    int ends = order.compare(piece.low(), piece.high());
    return ends < 0 || (ends == 0 && piece.isLowIn() && piece.isHighIn());
  }

  private int byLow(Interval one, Interval other) {
    int byEnd = order.compare(one.low(), other.low());
    return byEnd != 0 ? byEnd : Boolean.compare(other.isLowIn(), one.isLowIn());
  }

  private boolean isJoined(Interval left, Interval right) {
    int gap = order.compare(left.high(), right.low());
    return gap > 0 || (gap == 0 && (left.isHighIn() || right.isLowIn()));
  }

  private Interval joined(Interval left, Interval right) {
    int ends = order.compare(left.high(), right.high());
    if (ends > 0) {
      return left;
    }
    boolean isHighIn = right.isHighIn() || (ends == 0 && left.isHighIn());
    return new Interval(left.low(), left.isLowIn(), right.high(), isHighIn);
  }
}
