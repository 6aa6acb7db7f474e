package io.retort.grader.math;

import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Exponential, logarithm, sine, cosine and arctangent of balls, by argument reduction and Taylor
 * series in fixed point (Brent and Zimmermann, Modern Computer Arithmetic, chapter 4).
 */
final class BallFunctions {

  private static final int GUARD_BITS = 40;
  private static final int MAX_ARGUMENT_BITS = 2_000;

  private static final Map<Integer, BigInteger> PI = new ConcurrentHashMap<>();
  private static final Map<Integer, BigInteger> LN2 = new ConcurrentHashMap<>();

  private final BallArithmetic arithmetic;
  private final int bits;
  private final int fraction; // bits after the point of fixed-point numbers

  BallFunctions(BallArithmetic arithmetic) {
    this.arithmetic = arithmetic;
    this.bits = arithmetic.bits();
    this.fraction = bits + GUARD_BITS;
  }

  Ball pi() {
    return fromFixed(pi(fraction), fraction, -fraction + 4L);
  }

  private static BigInteger pi(int fraction) {
    // Machin 1706: pi = 16 atan(1/5) - 4 atan(1/239)
    return PI.computeIfAbsent(
        fraction,
        f ->
            atanOfInverse(5, f + 16)
                .shiftLeft(4)
                .subtract(atanOfInverse(239, f + 16).shiftLeft(2))
                .shiftRight(16));
  }

  private static BigInteger ln2(int fraction) {
    // ln 2 = 2 artanh(1/3)
    return LN2.computeIfAbsent(fraction, f -> series(3, f + 16, false).shiftRight(15));
  }

  private static BigInteger atanOfInverse(int n, int fraction) {
    return series(n, fraction, true);
  }

  /** The sum of n^-(2k+1) / (2k+1), with alternating signs or not. */
  private static BigInteger series(int n, int fraction, boolean isAlternating) {
    BigInteger square = BigInteger.valueOf((long) n * n);
    BigInteger power = BigInteger.ONE.shiftLeft(fraction).divide(BigInteger.valueOf(n));
    BigInteger sum = BigInteger.ZERO;
    for (int k = 0; power.signum() != 0; k++) {
      BigInteger term = power.divide(BigInteger.valueOf(2L * k + 1));
      sum = isAlternating && k % 2 == 1 ? sum.subtract(term) : sum.add(term);
      power = power.divide(square);
    }
    return sum;
  }

  Ball exp(Ball x) {
    if (x.top() > 58 || x.errorExponent() > -8) {
      throw new UndefinedException("an exponential beyond what is computed");
    }
    int extra = (int) Math.max(0, x.top()) + fraction;
    BigInteger fixed = fixed(x, extra);
    BigInteger ln2 = ln2(extra);
    BigInteger times = fixed.divide(ln2);
    BigInteger rest = fixed.subtract(times.multiply(ln2)).shiftRight(extra - fraction);
    BigInteger value = expOfFixed(rest);
    long scale = times.longValueExact();
    long error = -bits;
    if (!x.isExact()) {
      error = BallArithmetic.errorSum(error, x.errorExponent() + 1);
    }
    return fromFixed(value, fraction - scale, error + scale + 2);
  }

  /** Of a fixed-point number under 1: Taylor at x / 2^16, squared sixteen times. */
  private BigInteger expOfFixed(BigInteger x) {
    int halvings = 16;
    BigInteger reduced = x.shiftRight(halvings);
    BigInteger sum = BigInteger.ONE.shiftLeft(fraction);
    BigInteger term = sum;
    for (int k = 1; term.signum() != 0; k++) {
      spend(1);
      term = term.multiply(reduced).shiftRight(fraction).divide(BigInteger.valueOf(k));
      sum = sum.add(term);
      if (term.bitLength() <= 1) {
        break;
      }
    }
    for (int i = 0; i < halvings; i++) {
      spend(1);
      sum = sum.multiply(sum).shiftRight(fraction);
    }
    return sum;
  }

  /** Of a positive ball. */
  Ball ln(Ball x) {
    if (!x.isPositive()) {
      throw new UndefinedException("the logarithm of what may be 0 or less");
    }
    if (x.isExactly(1)) {
      return Ball.ZERO;
    }
    long scale = x.top();
    // x = m * 2^scale with m in [1/2, 1)
    BigInteger m = fixed(new Ball(x.mantissa(), x.exponent() - scale, Ball.EXACT), fraction);
    BigInteger one = BigInteger.ONE.shiftLeft(fraction);
    if (m.compareTo(BigInteger.valueOf(3).shiftLeft(fraction - 2)) < 0) {
      m = m.shiftLeft(1); // into [3/4, 3/2), so that a number just above 1 loses nothing
      scale--;
    }
    int roots = 6;
    for (int i = 0; i < roots; i++) {
      spend(4);
      m = m.shiftLeft(fraction).sqrt();
    }
    // ln m = 2 artanh((m - 1) / (m + 1))
    BigInteger y = m.subtract(one).shiftLeft(fraction).divide(m.add(one));
    BigInteger ln = oddSeries(y, false).shiftLeft(roots + 1);
    Ball result = fromFixed(ln, fraction, -(long) fraction + roots + 8);
    if (scale != 0) {
      Ball ln2 = fromFixed(ln2(fraction), fraction, -(long) fraction + 4);
      result = arithmetic.add(result, arithmetic.multiply(Ball.exact(scale), ln2));
    }
    return widened(result, x.isExact() ? Ball.EXACT : x.errorExponent() - x.top() + 2);
  }

  /** The sum of y^(2k+1) / (2k+1), with alternating signs or not. */
  private BigInteger oddSeries(BigInteger y, boolean isAlternating) {
    BigInteger square = y.multiply(y).shiftRight(fraction);
    BigInteger power = y;
    BigInteger sum = BigInteger.ZERO;
    for (int k = 0; power.bitLength() > 1; k++) {
      spend(1);
      BigInteger term = power.divide(BigInteger.valueOf(2L * k + 1));
      sum = isAlternating && k % 2 == 1 ? sum.subtract(term) : sum.add(term);
      power = power.multiply(square).shiftRight(fraction);
    }
    return sum;
  }

  Ball atan(Ball x) {
    if (x.isExact() && x.mantissa().signum() == 0) {
      return x;
    }
    if (x.top() > 1 && !x.hasZero()) {
      Ball half = pi().timesPowerOfTwo(-1);
      Ball inverse = atan(arithmetic.divide(Ball.ONE, x.abs()));
      Ball angle = arithmetic.subtract(half, inverse);
      return x.isNegative() ? angle.negate() : angle;
    }
    // atan x = 2 atan(x / (1 + sqrt(1 + x^2)))
    BigInteger y = fixed(x, fraction);
    BigInteger one = BigInteger.ONE.shiftLeft(fraction);
    int halvings = 5;
    for (int i = 0; i < halvings; i++) {
      spend(5);
      BigInteger root = one.shiftLeft(fraction).add(y.multiply(y)).sqrt();
      y = y.shiftLeft(fraction).divide(one.add(root));
    }
    BigInteger angle = oddSeries(y, true).shiftLeft(halvings);
    Ball result = fromFixed(angle, fraction, -(long) fraction + halvings + 8);
    return widened(result, x.errorExponent());
  }

  Ball sin(Ball x) {
    return sinOrCos(x, 0);
  }

  Ball cos(Ball x) {
    return sinOrCos(x, 1);
  }

  /** sin(x + quarter * pi/2). */
  private Ball sinOrCos(Ball x, int quarter) {
    if (x.isExact() && x.mantissa().signum() == 0) {
      return Ball.exact(quarter);
    }
    if (x.top() > MAX_ARGUMENT_BITS) {
      throw new UndefinedException("the sine of a number beyond 2^2000");
    }
    int extra = (int) Math.max(0, x.top()) + fraction;
    BigInteger halfPi = pi(extra).shiftRight(1);
    BigInteger fixed = fixed(x, extra);
    BigInteger[] reduced = fixed.divideAndRemainder(halfPi);
    int turns = Math.floorMod(reduced[0].mod(BigInteger.valueOf(4)).intValue() + quarter, 4);
    BigInteger rest = reduced[1].shiftRight(extra - fraction);
    BigInteger value = turns % 2 == 0 ? taylor(rest, 1) : taylor(rest, 0);
    Ball result = fromFixed(turns >= 2 ? value.negate() : value, fraction, -(long) bits);
    return widened(result, x.errorExponent());
  }

  /** The sine's series from power 1, the cosine's from power 0, for |x| up to pi/2. */
  private BigInteger taylor(BigInteger x, int firstPower) {
    BigInteger square = x.multiply(x).shiftRight(fraction);
    BigInteger term = firstPower == 1 ? x : BigInteger.ONE.shiftLeft(fraction);
    BigInteger sum = term;
    for (int power = firstPower + 2; term.bitLength() > 1; power += 2) {
      spend(1);
      term =
          term.multiply(square)
              .shiftRight(fraction)
              .divide(BigInteger.valueOf((long) power * (power - 1)))
              .negate();
      sum = sum.add(term);
    }
    return sum;
  }

  private void spend(int products) {
    arithmetic.work().spend(products * (4 + (long) (bits / 64) * (bits / 64) / 2));
  }

  private static Ball widened(Ball ball, long errorExponent) {
    return new Ball(
        ball.mantissa(),
        ball.exponent(),
        BallArithmetic.errorSum(ball.errorExponent(), errorExponent));
  }

  private static BigInteger fixed(Ball x, int fraction) {
    long shift = x.exponent() + fraction;
    if (shift > MAX_ARGUMENT_BITS + 4L * fraction) {
      throw new UndefinedException("an argument beyond what is computed");
    }
    return shift >= 0
        ? x.mantissa().shiftLeft((int) shift)
        : x.mantissa().shiftRight((int) Math.min(-shift, Integer.MAX_VALUE));
  }

  private Ball fromFixed(BigInteger value, long fraction, long errorExponent) {
    return arithmetic.rounded(value, -fraction, errorExponent);
  }
}
