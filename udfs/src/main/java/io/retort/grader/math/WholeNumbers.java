package io.retort.grader.math;

import io.retort.grader.math.Expr.Num;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** Functions of several numbers that come out at once: the largest, the common divisor. */
final class WholeNumbers {

  private WholeNumbers() {}

  /** Empty unless the function is one of these and all arguments are numbers it is defined for. */
  static Optional<Expr> function(String name, List<Expr> args) {
    boolean isNumbers = args.stream().allMatch(arg -> arg instanceof Num);
    if (!isNumbers) {
      return Optional.empty();
    }
    List<Rational> values = args.stream().map(arg -> ((Num) arg).value()).toList();
    Optional<Rational> value =
        switch (name) {
          case "max" -> values.stream().max(Comparator.naturalOrder());
          case "min" -> values.stream().min(Comparator.naturalOrder());
          case "gcd" -> folded(values, BigInteger::gcd);
          case "lcm" -> folded(values, WholeNumbers::commonMultiple);
          default -> Optional.empty();
        };
    return value.map(Num::new);
  }

  private static Optional<Rational> folded(
      List<Rational> values, BinaryOperator<BigInteger> operation) {
    boolean isWhole =
        values.stream().allMatch(v -> v.isInteger() && v.signum() > 0 && v.bits() < 1_000);
    return isWhole && values.size() <= 8
        ? values.stream().map(Rational::numerator).reduce(operation).map(Rational::of)
        : Optional.empty();
  }

  private static BigInteger commonMultiple(BigInteger a, BigInteger b) {
    return a.divide(a.gcd(b)).multiply(b);
  }
}
