package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Num;
import io.retort.grader.math.Expr.Sym;
import java.math.BigInteger;
import java.util.OptionalLong;

/**
 * The value of a tree modulo a prime, with every name set to a random residue.
 *
 * <p>Two different rational functions of total degree d agree at a random point with a chance of at
 * most d/p (Schwartz 1980, Zippel 1979): under 1e-7 for d = 100, and three points are asked. Roots,
 * functions and powers with a name in the exponent have no value here: each becomes a residue drawn
 * from its name and the values of its arguments, so that equal arguments give equal residues. Then
 * agreement still proves equality, but disagreement proves nothing; see {@link #isComplete}.
 */
final class Modular {

  /** 2^31 - 19, a prime; of the form 4k + 1, so that -1 has a square root. */
  static final long PRIME = 2_147_483_629L;

  private static final BigInteger BIG_PRIME = BigInteger.valueOf(PRIME);
  private static final long UNDEFINED = -1;

  /** A square root of -1: 2 is no square modulo a prime of the form 8k + 5, as this one is. */
  private static final long ROOT_OF_MINUS_ONE = power(2, (PRIME - 1) / 4);

  private final long seed;
  private final Work work;
  private boolean isComplete = true;

  Modular(long seed, Work work) {
    this.seed = seed;
    this.work = work;
  }

  /** Whether only names, numbers and the four operations were met so far. */
  boolean isComplete() {
    return isComplete;
  }

  /** Empty where the tree has a pole at this point. */
  OptionalLong valueOf(Expr expr) {
    long value = value(expr);
    return value == UNDEFINED ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private long value(Expr expr) {
    work.spend(2);
    if (expr instanceof Num number) {
      return residue(number.value());
    }
    if (expr instanceof Sym symbol) {
      return symbol.equals(Constants.IMAGINARY)
          ? ROOT_OF_MINUS_ONE
          : drawn(symbol.name().hashCode());
    }
    if (!(expr instanceof Node node)) {
      return drawn(expr.hashCode());
    }
    return switch (node.head()) {
      case Expr.SUM -> sum(node);
      case Expr.PRODUCT -> product(node);
      case Expr.POWER -> power(node);
      case Expr.PERCENT -> scaled(node, residue(Rational.of(1, 100)));
      case Expr.DEGREES ->
          scaled(node, multiply(residue(Rational.of(1, 180)), value(Constants.PI)));
      default -> opaque(node);
    };
  }

  private long residue(Rational value) {
    work.spend(value.bits() / 64);
    long under = value.denominator().mod(BIG_PRIME).longValue();
    long over = value.numerator().mod(BIG_PRIME).longValue();
    return under == 0 ? UNDEFINED : multiply(over, power(under, PRIME - 2));
  }

  private long sum(Node node) {
    long total = 0;
    for (Expr term : node.args()) {
      long value = value(term);
      if (value == UNDEFINED) {
        return UNDEFINED;
      }
      total = (total + value) % PRIME;
    }
    return total;
  }

  private long product(Node node) {
    long total = 1;
    for (Expr factor : node.args()) {
      long value = value(factor);
      if (value == UNDEFINED) {
        return UNDEFINED;
      }
      total = multiply(total, value);
    }
    return total;
  }

  private long scaled(Node node, long factor) {
    long value = value(node.arg(0));
    return value == UNDEFINED ? UNDEFINED : multiply(value, factor);
  }

  private long power(Node node) {
    long base = value(node.arg(0));
    if (base == UNDEFINED) {
      return UNDEFINED;
    }
    if (!(node.arg(1) instanceof Num exponent) || !exponent.value().isInteger()) {
      return opaque(node);
    }
    BigInteger times = exponent.value().numerator();
    if (base == 0) {
      return times.signum() > 0 ? 0 : UNDEFINED;
    }
    work.spend(32 + times.bitLength() / 64);
    return power(base, times.mod(BIG_PRIME.subtract(BigInteger.ONE)).longValue());
  }

  /** A residue of its own for each head and values of arguments. */
  private long opaque(Node node) {
    isComplete = false;
    long hash = node.head().hashCode();
    for (Expr arg : node.args()) {
      long value = value(arg);
      if (value == UNDEFINED) {
        return UNDEFINED;
      }
      hash = Mixing.mix(hash * 31 + value);
    }
    return drawn(hash);
  }

  private long drawn(long name) {
    return Math.floorMod(Mixing.mix(name + 0x9E3779B97F4A7C15L * seed), PRIME);
  }

  private static long multiply(long a, long b) {
    return a * b % PRIME; // both under 2^31
  }

  private static long power(long base, long exponent) {
    long result = 1;
    long square = base;
    for (long rest = exponent; rest > 0; rest >>= 1) {
      if ((rest & 1) == 1) {
        result = multiply(result, square);
      }
      square = multiply(square, square);
    }
    return result;
  }
}
