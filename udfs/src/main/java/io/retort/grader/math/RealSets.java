package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.MathOptions.Sets;
import java.util.List;
import java.util.Optional;

/** Compares sets of real numbers by their members, however they are written. */
final class RealSets {

  private final ScalarEquality scalars;
  private final Rounded rounded;
  private final MathOptions options;
  private final SetReading reading;

  RealSets(
      ScalarEquality scalars, Rounded rounded, Algebra algebra, Work work, MathOptions options) {
    this.scalars = scalars;
    this.rounded = rounded;
    this.options = options;
    this.reading = new SetReading(new RealOrder(scalars, algebra, work), algebra);
  }

  /** Empty if one side is no set of reals, or nothing shows that a set is meant. */
  Optional<Boolean> areEqual(Expr a, Expr b) {
    if (!isClearlySet(a) && !isClearlySet(b)) {
      return Optional.empty();
    }
    if (options.sets() == Sets.AS_WRITTEN && isCondition(a) != isCondition(b)) {
      return Optional.of(false);
    }
    Optional<List<Interval>> left = reading.of(a);
    Optional<List<Interval>> right = reading.of(b);
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(areSame(left.get(), right.get()));
  }

  /** A pair in round or square brackets may be a point or a list; these can only be sets. */
  private static boolean isClearlySet(Expr expr) {
    return expr.is(Expr.UNION)
        || expr.is(Expr.INTERSECTION)
        || expr.is(Expr.WITHOUT)
        || expr.is(Expr.LEFT_OPEN)
        || expr.is(Expr.RIGHT_OPEN)
        || expr.is(Expr.SUCH_THAT)
        || isCondition(expr);
  }

  private static boolean isCondition(Expr expr) {
    return expr.is(Expr.CHAIN)
        || (expr.is(Expr.LIST) && ((Node) expr).args().stream().allMatch(i -> i.is(Expr.CHAIN)));
  }

  private boolean areSame(List<Interval> left, List<Interval> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      Interval one = left.get(i);
      Interval other = right.get(i);
      boolean areEndsAlike =
          options.brackets() == MathOptions.Brackets.IGNORED
              || (one.isLowIn() == other.isLowIn() && one.isHighIn() == other.isHighIn());
      if (!areEndsAlike || !isSame(one.low(), other.low()) || !isSame(one.high(), other.high())) {
        return false;
      }
    }
    return true;
  }

  private boolean isSame(Expr one, Expr other) {
    return scalars.areEqual(one, other) || rounded.areEqual(one, other);
  }
}
