package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Num;
import io.retort.grader.math.Expr.Text;
import io.retort.grader.math.MathOptions.Percent;
import io.retort.grader.math.MathOptions.Units;
import java.util.List;
import java.util.Set;

/** Compares values that carry a unit, a percent or degree sign, a modulus, or are ratios. */
final class Measures {

  private static final Set<String> HEADS =
      Set.of(
          Expr.UNIT, Expr.PERCENT, Expr.DEGREES, Expr.MODULO, Expr.RATIO, Expr.CLOCK, Expr.IN_BASE);

  private static final Set<String> SCALABLE =
      Set.of(Expr.UNIT, Expr.PERCENT, Expr.DEGREES, Expr.IN_BASE);

  private static final Rational HUNDREDTH = Rational.of(1, 100);

  private final AnswerEquality answers;
  private final MathOptions options;
  private final Algebra algebra;

  Measures(AnswerEquality answers, MathOptions options, Algebra algebra) {
    this.answers = answers;
    this.options = options;
    this.algebra = algebra;
  }

  static boolean isMeasure(Expr expr) {
    return expr instanceof Node node && HEADS.contains(node.head());
  }

  /** Whether a sign or factor before this belongs to its first argument. */
  static boolean isScalable(Node node) {
    return SCALABLE.contains(node.head());
  }

  /** Numerals of a base as the numbers they are, for arithmetic. */
  static Expr withoutBase(Expr expr) {
    return bare(expr, Expr.IN_BASE);
  }

  boolean areEqual(Expr a, Expr b) {
    if (a.is(Expr.UNIT) || b.is(Expr.UNIT)) {
      return areEqualWithUnits(a, b);
    }
    if (a.is(Expr.PERCENT) || b.is(Expr.PERCENT)) {
      return areEqualPercents(a, b);
    }
    if (a.is(Expr.DEGREES) || b.is(Expr.DEGREES)) {
      return answers.areEqual(bare(a, Expr.DEGREES), bare(b, Expr.DEGREES))
          || (a.is(Expr.DEGREES) != b.is(Expr.DEGREES) && answers.areEqual(radians(a), radians(b)));
    }
    if (a.is(Expr.MODULO) || b.is(Expr.MODULO)) {
      return areCongruent(a, b);
    }
    if (a.is(Expr.IN_BASE) || b.is(Expr.IN_BASE)) {
      return areEqualNumerals(a, b);
    }
    if (a.is(Expr.CLOCK) && b.is(Expr.CLOCK)) {
      return ClockTimes.areEqual((Node) a, (Node) b, options.units() != Units.REQUIRED);
    }
    return areEqualRatios(a, b);
  }

  private static Expr bare(Expr expr, String head) {
    return expr.is(head) ? ((Node) expr).arg(0) : expr;
  }

  private Expr radians(Expr expr) {
    return expr.is(Expr.DEGREES)
        ? algebra.product(((Node) expr).arg(0), Constants.PI, new Num(Rational.of(1, 180)))
        : expr;
  }

  private boolean areEqualWithUnits(Expr a, Expr b) {
    Expr one = b.is(Expr.UNIT) ? LetterUnits.read(a, algebra) : a;
    Expr other = a.is(Expr.UNIT) ? LetterUnits.read(b, algebra) : b;
    Expr left = bare(one, Expr.UNIT);
    Expr right = bare(other, Expr.UNIT);
    if (one.is(Expr.UNIT) && other.is(Expr.UNIT) && options.units() != Units.IGNORED) {
      String words = ((Text) ((Node) one).arg(1)).words();
      String otherWords = ((Text) ((Node) other).arg(1)).words();
      UnitPhrase unit = UnitPhrase.of(besidePounds(words, otherWords));
      UnitPhrase otherUnit = UnitPhrase.of(besidePounds(otherWords, words));
      if (unit.isKnown() && otherUnit.isKnown()) {
        return unit.kinds().equals(otherUnit.kinds())
            && answers.areEqual(scaled(left, unit.size()), scaled(right, otherUnit.size()));
      }
    } else if (options.units() == Units.REQUIRED) {
      return false;
    }
    return answers.areEqual(left, right);
  }

  /** Pounds are money beside £, and a mass anywhere else. */
  private static String besidePounds(String unit, String other) {
    return other.equals("gbp") && unit.matches("pounds?") ? other : unit;
  }

  private Expr scaled(Expr value, Rational factor) {
    return factor.equals(Rational.ONE) ? value : algebra.product(value, new Num(factor));
  }

  private boolean areEqualPercents(Expr a, Expr b) {
    Expr left = bare(a, Expr.PERCENT);
    Expr right = bare(b, Expr.PERCENT);
    if (a.is(Expr.PERCENT) && b.is(Expr.PERCENT)) {
      return answers.areEqual(left, right);
    }
    boolean asNumber = options.percent() != Percent.FRACTION && answers.areEqual(left, right);
    return asNumber
        || (options.percent() != Percent.NUMBER
            && answers.areEqual(fraction(a, left), fraction(b, right)));
  }

  private Expr fraction(Expr expr, Expr bare) {
    return expr.is(Expr.PERCENT) ? scaled(bare, HUNDREDTH) : bare;
  }

  /** A numeral equals its decimal value, but not one that is said to be in another base. */
  private boolean areEqualNumerals(Expr a, Expr b) {
    boolean isSameBase =
        !(a.is(Expr.IN_BASE) && b.is(Expr.IN_BASE)) || ((Node) a).arg(1).equals(((Node) b).arg(1));
    return isSameBase && answers.areEqual(bare(a, Expr.IN_BASE), bare(b, Expr.IN_BASE));
  }

  /** Residues of one modulus may differ by a multiple of it. */
  private boolean areCongruent(Expr a, Expr b) {
    Expr left = bare(a, Expr.MODULO);
    Expr right = bare(b, Expr.MODULO);
    if (a.is(Expr.MODULO) && b.is(Expr.MODULO)) {
      Expr modulus = ((Node) a).arg(1);
      if (!answers.areEqual(modulus, ((Node) b).arg(1))) {
        return false;
      }
      Expr turns = algebra.quotient(algebra.difference(left, right), modulus);
      return answers.areEqual(left, right)
          || (turns instanceof Num number && number.value().isInteger());
    }
    return answers.areEqual(left, right)
        || answers.isResidueClass(a.is(Expr.MODULO) ? b : a, (Node) (a.is(Expr.MODULO) ? a : b));
  }

  /** A ratio of two is its quotient too, unless it may be a time. */
  private boolean areEqualRatios(Expr a, Expr b) {
    if (a.is(Expr.RATIO) && b.is(Expr.RATIO)) {
      return areProportional(((Node) a).args(), ((Node) b).args());
    }
    Node ratio = (Node) (isRatio(a) ? a : b);
    Expr other = isRatio(a) ? b : a;
    if (isRatio(other)) {
      return areProportional(ratio(a).args(), ratio(b).args());
    }
    return ratio.is(Expr.RATIO)
        && ratio.args().size() == 2
        && !ratio.arg(1).equals(Constants.ZERO)
        && !ItemEquality.isCollection(other)
        && answers.areEqual(algebra.quotient(ratio.arg(0), ratio.arg(1)), other);
  }

  private static boolean isRatio(Expr expr) {
    return expr.is(Expr.RATIO) || expr.is(Expr.CLOCK);
  }

  private static Node ratio(Expr expr) {
    return expr.is(Expr.CLOCK) ? ClockTimes.asRatio((Node) expr) : (Node) expr;
  }

  private boolean areProportional(List<Expr> left, List<Expr> right) {
    boolean isPossible =
        left.size() == right.size()
            && !left.contains(Constants.ZERO)
            && !right.contains(Constants.ZERO);
    if (!isPossible) {
      return left.equals(right);
    }
    for (int i = 1; i < left.size(); i++) {
      boolean isSame =
          answers.areEqual(
              algebra.product(left.get(0), right.get(i)),
              algebra.product(right.get(0), left.get(i)));
      if (!isSame) {
        return false;
      }
    }
    return true;
  }
}
