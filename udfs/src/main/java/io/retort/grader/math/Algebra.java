package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Num;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    return combined(Expr.PRODUCT, constant, Rational.ONE, withoutFactorialRatios(rest));
  }

  /** Cancels what n! and 1/m! share, however large they are, if n and m are near each other. */
  private List<Expr> withoutFactorialRatios(List<Expr> factors) {
    List<Expr> over = new ArrayList<>(factors.stream().filter(f -> largeFactorial(f) > 0).toList());
    if (over.isEmpty()) {
      return factors;
    }
    List<Expr> rest = new ArrayList<>(factors);
    List<Expr> under = factors.stream().filter(f -> largeFactorial(inverted(f)) > 0).toList();
    work.spend(factors.size() + (long) over.size() * under.size());
    for (Expr divisor : under) {
      for (Expr factor : over) {
        Optional<Rational> ratio =
            factorialRatio(largeFactorial(factor), largeFactorial(inverted(divisor)));
        if (ratio.isPresent()) {
          over.remove(factor);
          rest.remove(factor);
          rest.remove(divisor);
          rest.add(new Num(ratio.get()));
          break;
        }
      }
    }
    return rest.size() == factors.size() ? factors : new ArrayList<>(flatProduct(rest));
  }

  private List<Expr> flatProduct(List<Expr> factors) {
    Expr product = product(factors);
    return product instanceof Node node && node.is(Expr.PRODUCT) ? node.args() : List.of(product);
  }

  private Optional<Rational> factorialRatio(int n, int m) {
    if (Math.abs((long) n - m) > MAX_FACTORIAL / 2) {
      return Optional.empty();
    }
    BigInteger product = BigInteger.ONE;
    for (int factor = Math.max(n, m); factor > Math.min(n, m); factor--) {
      work.spend(1 + product.bitLength() / 64);
      product = product.multiply(BigInteger.valueOf(factor));
    }
    Rational ratio = Rational.of(product);
    return ratio.bits() > MAX_BITS
        ? Optional.empty()
        : Optional.of(n >= m ? ratio : Rational.ONE.dividedBy(ratio));
  }

  /** x if this is 1/x; 0 otherwise. */
  private static Expr inverted(Expr expr) {
    return expr instanceof Node power && power.is(Expr.POWER) && power.arg(1).equals(Expr.num(-1))
        ? power.arg(0)
        : Constants.ZERO;
  }

  /** n if this is the factorial of a number n that is too large to be written out; else -1. */
  private static int largeFactorial(Expr expr) {
    return expr instanceof Node node
            && node.is("factorial")
            && node.arg(0) instanceof Num number
            && number.value().isInt()
            && number.value().signum() > 0
        ? number.value().numerator().intValue()
        : -1;
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
      if (base instanceof Node power
          && power.is(Expr.POWER)
          && power.arg(1) instanceof Num inner
          && inner.value().isInt()
          && value.isInt()) {
        return power(power.arg(0), new Num(inner.value().times(value)));
      }
      if (base instanceof Node product && product.is(Expr.PRODUCT) && value.isInt()) {
        return product(product.args().stream().map(factor -> power(factor, exponent)).toList());
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

  /** n (n-2) (n-4) ... down to 2 or 1. */
  Expr doubleFactorial(Expr of) {
    if (!(of instanceof Num number)
        || !number.value().isInt()
        || number.value().signum() < 0
        || number.value().numerator().intValue() > MAX_FACTORIAL) {
      return Expr.node("doublefactorial", of);
    }
    BigInteger product = BigInteger.ONE;
    for (int factor = number.value().numerator().intValue(); factor > 1; factor -= 2) {
      work.spend(1 + product.bitLength() / 64);
      product = product.multiply(BigInteger.valueOf(factor));
    }
    return new Num(Rational.of(product));
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
