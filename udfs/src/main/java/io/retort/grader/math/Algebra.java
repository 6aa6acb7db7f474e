package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Num;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds sums, products and powers, folding what is rational at once.
 *
 * <p>Folding is exact and stops at {@link #MAX_BITS}: 2^(2^100) stays a power.
 */
final class Algebra {

  /** Longest number that is written out, about 2,500 digits. */
  static final int MAX_BITS = 8_192;

  private static final int MAX_FACTORIAL = 800; // 800! has 6,554 bits

  private final Work work;

  Algebra(Work work) {
    this.work = work;
  }

  Expr sum(List<Expr> terms) {
    Rational constant = Rational.ZERO;
    List<Expr> rest = new ArrayList<>();
    for (Expr term : flat(Expr.SUM, terms)) {
      if (term instanceof Num number && canFold(constant, number)) {
        constant = constant.plus(number.value());
      } else {
        rest.add(term);
      }
    }
    return combined(Expr.SUM, constant, Rational.ZERO, rest);
  }

  Expr product(List<Expr> factors) {
    Rational constant = Rational.ONE;
    List<Expr> rest = new ArrayList<>();
    for (Expr factor : flat(Expr.PRODUCT, factors)) {
      if (factor instanceof Num number && canFold(constant, number)) {
        constant = constant.times(number.value());
      } else {
        rest.add(factor);
      }
    }
    return combined(Expr.PRODUCT, constant, Rational.ONE, rest);
  }

  private boolean canFold(Rational constant, Num next) {
    work.spendProduct(constant.bits(), next.value().bits());
    return constant.bits() + next.value().bits() < MAX_BITS;
  }

  /** The arguments of nodes of the same head in their place. */
  private List<Expr> flat(String head, List<Expr> args) {
    boolean isFlat = args.stream().noneMatch(arg -> arg.is(head));
    if (isFlat) {
      return args;
    }
    List<Expr> flat = new ArrayList<>();
    for (Expr arg : args) {
      if (arg instanceof Node node && node.is(head)) {
        work.spend(node.args().size());
        flat.addAll(node.args());
      } else {
        flat.add(arg);
      }
    }
    return flat;
  }

  private Expr combined(String head, Rational constant, Rational neutral, List<Expr> rest) {
    work.spend(1 + rest.size());
    if (rest.isEmpty()) {
      return new Num(constant);
    }
    if (!constant.equals(neutral)) {
      rest.add(0, new Num(constant));
    }
    return rest.size() == 1 ? rest.get(0) : new Node(head, rest);
  }

  Expr sum(Expr... terms) {
    return sum(List.of(terms));
  }

  Expr product(Expr... factors) {
    return product(List.of(factors));
  }

  Expr negate(Expr term) {
    return product(Expr.num(-1), term);
  }

  Expr difference(Expr left, Expr right) {
    return sum(left, negate(right));
  }

  Expr quotient(Expr over, Expr under) {
    return product(over, power(under, Expr.num(-1)));
  }

  Expr power(Expr base, Expr exponent) {
    work.spend(1);
    if (exponent instanceof Num number) {
      Rational value = number.value();
      if (value.equals(Rational.ONE)) {
        return base;
      }
      if (base instanceof Num known && value.isInt()) {
        return powerOfNumber(known, number);
      }
    }
    return Expr.node(Expr.POWER, base, exponent);
  }

  private Expr powerOfNumber(Num base, Num exponent) {
    int times = exponent.value().numerator().intValue();
    long bits = (long) base.value().bits() * Math.abs((long) times);
    boolean isPole = base.value().isZero() && times <= 0;
    if (isPole || bits > MAX_BITS) {
      return Expr.node(Expr.POWER, base, exponent);
    }
    work.spendProduct(bits, bits);
    return new Num(base.value().power(times));
  }

  Expr factorial(Expr of) {
    if (of instanceof Num number
        && number.value().isInt()
        && number.value().signum() >= 0
        && number.value().numerator().intValue() <= MAX_FACTORIAL) {
      BigInteger product = BigInteger.ONE;
      for (int factor = number.value().numerator().intValue(); factor > 1; factor--) {
        work.spend(1 + product.bitLength() / 64);
        product = product.multiply(BigInteger.valueOf(factor));
      }
      return new Num(Rational.of(product));
    }
    return Expr.node("factorial", of);
  }

  /** n over k; for numbers as the falling product, otherwise by factorials. */
  Expr binomial(Expr n, Expr k) {
    if (n instanceof Num from
        && k instanceof Num chosen
        && from.value().isInt()
        && chosen.value().isInt()) {
      int size = from.value().numerator().intValue();
      int draw = chosen.value().numerator().intValue();
      if (draw < 0 || (size >= 0 && draw > size)) {
        return Constants.ZERO;
      }
      int factors = size >= 0 ? Math.min(draw, size - draw) : draw;
      if (factors <= MAX_FACTORIAL / 2) {
        return new Num(Rational.of(fallingProduct(size, factors)));
      }
    }
    return product(
        factorial(n),
        power(factorial(k), Expr.num(-1)),
        power(factorial(difference(n, k)), Expr.num(-1)));
  }

  private BigInteger fallingProduct(int size, int factors) {
    BigInteger result = BigInteger.ONE;
    for (int i = 0; i < factors; i++) {
      work.spend(1 + result.bitLength() / 32);
      // Whole at every step: it is size over i + 1.
      result =
          result.multiply(BigInteger.valueOf((long) size - i)).divide(BigInteger.valueOf(i + 1L));
    }
    return result;
  }
}
