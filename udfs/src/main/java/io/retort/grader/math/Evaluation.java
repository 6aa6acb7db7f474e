package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Num;
import io.retort.grader.math.Expr.Sym;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;

/**
 * The value of a tree in high precision, with every name set to a number drawn from its spelling
 * and the point's seed.
 *
 * <p>Names in a factorial, an exponent of a negative number or a limit of a sum become small whole
 * numbers; others are multiples of 2^-24 between 1/2 and 3, positive in even points and of either
 * sign in odd ones. A function that has no value of its own, such as f, gets a number drawn from
 * the residues of its arguments.
 */
final class Evaluation {

  private static final int MAX_FACTORIAL = 3_000;
  private static final int FRACTION_BITS = 24;
  private static final long HALF = 1L << (FRACTION_BITS - 1);

  private final ComplexArithmetic complex;
  private final BallArithmetic real;
  private final BallFunctions functions;
  private final Set<String> wholeNames;
  private final long point;
  private final Reading reading;
  private final Modular residues;

  /** What an expression leaves open. */
  enum Reading {
    /** log is the natural one; sums and products over a range are added up. */
    USUAL,
    /** log is that of base 10. */
    LOG_DECIMAL,
    /** Sums and products are functions that have no value of their own. */
    SERIES_UNKNOWN
  }

  Evaluation(int bits, Work work, long point) {
    this(bits, work, point, Set.of(), Reading.USUAL);
  }

  Evaluation(int bits, Work work, long point, Set<String> wholeNames, Reading reading) {
    this.complex = new ComplexArithmetic(bits, work);
    this.real = complex.real();
    this.functions = complex.functions();
    this.point = point;
    this.wholeNames = wholeNames;
    this.reading = reading;
    this.residues = new Modular(point, work);
  }

  /** Throws {@link UndefinedException} at a pole, on a cut, or where no bound is known. */
  ComplexBall valueOf(Expr expr) {
    real.work().spend(2);
    if (expr instanceof Num number) {
      return ComplexBall.real(real.of(number.value()));
    }
    if (expr instanceof Sym symbol) {
      return symbol(symbol);
    }
    if (expr instanceof Node node) {
      return node(node);
    }
    throw new UndefinedException("words have no value");
  }

  private ComplexBall symbol(Sym symbol) {
    return switch (symbol.name()) {
      case "pi" -> ComplexBall.real(functions.pi());
      case "e" -> ComplexBall.real(functions.exp(Ball.ONE));
      case "i" -> ComplexBall.I;
      case "infinity" -> throw new UndefinedException("infinity has no value");
      default -> drawn(symbol.name(), symbol.name().hashCode());
    };
  }

  private ComplexBall drawn(String name, long key) {
    long random = Mixing.mix(key + 0x9E3779B97F4A7C15L * (point + 1));
    if (wholeNames.contains(name)) {
      // Odd and even ones take turns, so that (-1)^n is not 1 at every point.
      long parity = (point ^ key) & 1;
      return ComplexBall.real(Ball.exact(2 + parity + 2L * Math.floorMod(random, 4)));
    }
    long size = HALF + Math.floorMod(random, 5 * HALF);
    boolean isNegative = point % 2 == 1 && (random >>> 40 & 1) == 1;
    return ComplexBall.real(Ball.exact(isNegative ? -size : size).timesPowerOfTwo(-FRACTION_BITS));
  }

  private ComplexBall node(Node node) {
    List<Expr> args = node.args();
    if (args.isEmpty()) {
      throw new UndefinedException("an empty " + node.head() + " has no value");
    }
    return switch (node.head()) {
      case Expr.SUM -> {
        ComplexBall total = ComplexBall.real(Ball.ZERO);
        for (Expr term : args) {
          total = complex.add(total, valueOf(term));
        }
        yield total;
      }
      case Expr.PRODUCT -> {
        ComplexBall total = ComplexBall.real(Ball.ONE);
        for (Expr factor : args) {
          total = complex.multiply(total, valueOf(factor));
        }
        yield total;
      }
      case Expr.POWER -> power(args.get(0), args.get(1));
      case Expr.PERCENT ->
          complex.multiply(valueOf(args.get(0)), ComplexBall.real(real.of(Rational.of(1, 100))));
      case Expr.DEGREES -> radians(args.get(0));
      default -> function(node.head(), node, args.get(0));
    };
  }

  private ComplexBall radians(Expr degrees) {
    Ball perDegree = real.multiply(functions.pi(), real.of(Rational.of(1, 180)));
    return complex.multiply(valueOf(degrees), ComplexBall.real(perDegree));
  }

  private ComplexBall power(Expr base, Expr exponent) {
    if (exponent instanceof Num number) {
      return complex.power(valueOf(base), number.value());
    }
    if (base.equals(Constants.EULER)) {
      return complex.exp(valueOf(exponent));
    }
    ComplexBall power = valueOf(exponent);
    boolean isWhole =
        power.isReal()
            && power.re().isExact()
            && power.re().exponent() >= 0
            && power.re().top() < 16;
    return isWhole
        ? complex.power(valueOf(base), Rational.of(wholePart(power.re())))
        : complex.power(valueOf(base), power);
  }

  private ComplexBall function(String name, Node node, Expr argument) {
    return switch (name) {
      case "ln" -> complex.ln(valueOf(argument));
      case "log" -> logarithm(valueOf(argument));
      case "sin" -> complex.sin(valueOf(argument));
      case "cos" -> complex.cos(valueOf(argument));
      case "tan" -> ratio(argument, true);
      case "cot" -> complex.inverse(ratio(argument, true));
      case "sec" -> complex.inverse(complex.cos(valueOf(argument)));
      case "csc" -> complex.inverse(complex.sin(valueOf(argument)));
      case "sinh" -> hyperbolic(argument, -1);
      case "cosh" -> hyperbolic(argument, 1);
      case "tanh" -> complex.divide(hyperbolic(argument, -1), hyperbolic(argument, 1));
      case "coth" -> complex.divide(hyperbolic(argument, 1), hyperbolic(argument, -1));
      case "sech" -> complex.inverse(hyperbolic(argument, 1));
      case "csch" -> complex.inverse(hyperbolic(argument, -1));
      case "arctan" -> ComplexBall.real(functions.atan(realValue(argument)));
      case "arccot" ->
          ComplexBall.real(real.subtract(halfPi(), functions.atan(realValue(argument))));
      case "arcsin" -> ComplexBall.real(arcsine(realValue(argument)));
      case "arccos" -> ComplexBall.real(real.subtract(halfPi(), arcsine(realValue(argument))));
      case "arcsec" ->
          ComplexBall.real(
              real.subtract(halfPi(), arcsine(real.divide(Ball.ONE, realValue(argument)))));
      case "arccsc" -> ComplexBall.real(arcsine(real.divide(Ball.ONE, realValue(argument))));
      case "abs" -> ComplexBall.real(complex.modulus(valueOf(argument)));
      case "conj" -> {
        ComplexBall value = valueOf(argument);
        yield new ComplexBall(value.re(), value.im().negate());
      }
      case "Re" -> ComplexBall.real(valueOf(argument).re());
      case "Im" -> ComplexBall.real(valueOf(argument).im());
      case "floor" -> ComplexBall.real(floor(realValue(argument)));
      case "ceil" -> ComplexBall.real(floor(realValue(argument).negate()).negate());
      case "factorial" -> factorial(realValue(argument));
      default ->
          reading != Reading.SERIES_UNKNOWN && Series.isRange(node)
              ? new Series(this, complex, new Algebra(real.work())).valueOf(node)
              : opaque(node);
    };
  }

  private Ball realValue(Expr expr) {
    ComplexBall value = valueOf(expr);
    if (!value.isReal()) {
      throw new UndefinedException("a complex number where a real one is wanted");
    }
    return value.re();
  }

  private Ball halfPi() {
    return functions.pi().timesPowerOfTwo(-1);
  }

  private ComplexBall logarithm(ComplexBall value) {
    ComplexBall natural = complex.ln(value);
    return reading == Reading.LOG_DECIMAL
        ? complex.divide(natural, complex.ln(ComplexBall.real(Ball.exact(10))))
        : natural;
  }

  private ComplexBall ratio(Expr angle, boolean isTangent) {
    ComplexBall value = valueOf(angle);
    ComplexBall sine = complex.sin(value);
    ComplexBall cosine = complex.cos(value);
    return isTangent ? complex.divide(sine, cosine) : complex.divide(cosine, sine);
  }

  /** (e^x + sign * e^-x) / 2. */
  private ComplexBall hyperbolic(Expr argument, long sign) {
    ComplexBall plus = complex.exp(valueOf(argument));
    ComplexBall minus = complex.multiply(ComplexBall.real(Ball.exact(sign)), complex.inverse(plus));
    return complex.multiply(
        complex.add(plus, minus), ComplexBall.real(Ball.ONE.timesPowerOfTwo(-1)));
  }

  private Ball arcsine(Ball x) {
    if (x.isExactly(1) || x.isExactly(-1)) {
      return x.isNegative() ? halfPi().negate() : halfPi();
    }
    Ball cosine = real.squareRoot(real.subtract(Ball.ONE, real.multiply(x, x)));
    return functions.atan(real.divide(x, cosine));
  }

  private static Ball floor(Ball x) {
    if (!x.isExact() && x.errorExponent() > -2) {
      throw new UndefinedException("the floor of a number known too badly");
    }
    if (x.top() > 4_096) {
      throw new UndefinedException("the floor of a number beyond 2^4096");
    }
    BigInteger below = wholePart(x);
    Ball floor = new Ball(below, 0, Ball.EXACT);
    if (!x.isExact()) {
      // Known only if no whole number lies within the error.
      BigInteger margin = BigInteger.ONE;
      long shift = Math.max(0, -x.errorExponent());
      BigInteger scaled = shifted(x, shift);
      BigInteger low = scaled.subtract(margin).shiftRight((int) shift);
      BigInteger high = scaled.add(margin).add(BigInteger.ONE).shiftRight((int) shift);
      if (!low.equals(high)) {
        throw new UndefinedException("the floor of what may be whole");
      }
    }
    return floor;
  }

  private static BigInteger wholePart(Ball x) {
    return x.floor();
  }

  /** The floor of x * 2^power. */
  private static BigInteger shifted(Ball x, long power) {
    long shift = x.exponent() + power;
    return shift >= 0
        ? x.mantissa().shiftLeft((int) shift)
        : x.mantissa().shiftRight((int) Math.min(-shift, Integer.MAX_VALUE));
  }

  private ComplexBall factorial(Ball of) {
    if (!of.isExact() || of.isNegative() || of.top() > 13) {
      throw new UndefinedException("the factorial of what is no small whole number");
    }
    int n = wholePart(of).intValueExact();
    if (n > MAX_FACTORIAL || !new Ball(BigInteger.valueOf(n), 0, Ball.EXACT).isExactly(n)) {
      throw new UndefinedException("the factorial of " + n);
    }
    Ball product = Ball.ONE;
    for (int factor = 2; factor <= n; factor++) {
      product = real.multiply(product, Ball.exact(factor));
    }
    return ComplexBall.real(product);
  }

  private ComplexBall opaque(Node node) {
    long residue =
        residues
            .valueOf(node)
            .orElseThrow(() -> new UndefinedException("a pole inside " + node.head()));
    return drawn(node.head(), residue);
  }
}
