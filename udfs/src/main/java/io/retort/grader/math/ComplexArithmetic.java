package io.retort.grader.math;

/** Principal values, except that a real number has its real root of odd degree. */
final class ComplexArithmetic {

  private static final int MAX_REPEATED_SQUARINGS = 20; // exponents up to a million

  private final BallArithmetic real;
  private final BallFunctions functions;

  ComplexArithmetic(int bits, Work work) {
    this.real = new BallArithmetic(bits, work);
    this.functions = new BallFunctions(real);
  }

  BallFunctions functions() {
    return functions;
  }

  BallArithmetic real() {
    return real;
  }

  ComplexBall add(ComplexBall a, ComplexBall b) {
    return new ComplexBall(real.add(a.re(), b.re()), real.add(a.im(), b.im()));
  }

  ComplexBall subtract(ComplexBall a, ComplexBall b) {
    return new ComplexBall(real.subtract(a.re(), b.re()), real.subtract(a.im(), b.im()));
  }

  ComplexBall multiply(ComplexBall a, ComplexBall b) {
    if (a.isReal() && b.isReal()) {
      return ComplexBall.real(real.multiply(a.re(), b.re()));
    }
    return new ComplexBall(
        real.subtract(real.multiply(a.re(), b.re()), real.multiply(a.im(), b.im())),
        real.add(real.multiply(a.re(), b.im()), real.multiply(a.im(), b.re())));
  }

  ComplexBall inverse(ComplexBall a) {
    if (a.isReal()) {
      return ComplexBall.real(real.divide(Ball.ONE, a.re()));
    }
    Ball norm = real.add(real.multiply(a.re(), a.re()), real.multiply(a.im(), a.im()));
    return new ComplexBall(real.divide(a.re(), norm), real.divide(a.im().negate(), norm));
  }

  ComplexBall divide(ComplexBall a, ComplexBall b) {
    return multiply(a, inverse(b));
  }

  Ball modulus(ComplexBall a) {
    if (a.isReal()) {
      return a.re().abs();
    }
    return real.squareRoot(real.add(real.multiply(a.re(), a.re()), real.multiply(a.im(), a.im())));
  }

  /** The angle of a number, in (-pi, pi]; undefined where the cut cannot be told. */
  Ball argument(ComplexBall a) {
    if (a.isReal() && a.re().isPositive()) {
      return Ball.ZERO;
    }
    if (a.isReal() && a.re().isNegative()) {
      return functions.pi();
    }
    if (a.re().isPositive()) {
      return functions.atan(real.divide(a.im(), a.re()));
    }
    if (a.im().hasZero()) {
      throw new UndefinedException("the argument of what may be 0 or less");
    }
    Ball half = functions.pi().timesPowerOfTwo(-1);
    Ball fromAxis = functions.atan(real.divide(a.re(), a.im()));
    return real.subtract(a.im().isPositive() ? half : half.negate(), fromAxis);
  }

  ComplexBall exp(ComplexBall a) {
    Ball size = functions.exp(a.re());
    if (a.isReal()) {
      return ComplexBall.real(size);
    }
    return new ComplexBall(
        real.multiply(size, functions.cos(a.im())), real.multiply(size, functions.sin(a.im())));
  }

  ComplexBall ln(ComplexBall a) {
    return new ComplexBall(functions.ln(modulus(a)), argument(a));
  }

  ComplexBall squareRoot(ComplexBall a) {
    if (a.isReal()) {
      return a.re().isNegative()
          ? new ComplexBall(Ball.ZERO, real.squareRoot(a.re().negate()))
          : ComplexBall.real(real.squareRoot(a.re()));
    }
    ComplexBall half = ComplexBall.real(Ball.ONE.timesPowerOfTwo(-1));
    return exp(multiply(half, ln(a)));
  }

  /** A whole or fractional power, exact where the base is. */
  ComplexBall power(ComplexBall base, Rational exponent) {
    if (exponent.isInteger() && exponent.numerator().bitLength() <= MAX_REPEATED_SQUARINGS) {
      return wholePower(base, exponent.numerator().intValue());
    }
    if (base.isExactlyZero() && exponent.signum() > 0) {
      return base;
    }
    if (exponent.equals(Rational.of(1, 2))) {
      return squareRoot(base);
    }
    boolean isOddRoot = exponent.denominator().testBit(0);
    if (base.isReal() && base.re().isNegative() && isOddRoot) {
      ComplexBall size = power(new ComplexBall(base.re().abs(), Ball.ZERO), exponent);
      return exponent.numerator().testBit(0)
          ? new ComplexBall(size.re().negate(), Ball.ZERO)
          : size;
    }
    return exp(multiply(ComplexBall.real(real.of(exponent)), ln(base)));
  }

  private ComplexBall wholePower(ComplexBall base, int exponent) {
    if (exponent < 0) {
      return inverse(wholePower(base, -exponent));
    }
    ComplexBall result = ComplexBall.real(Ball.ONE);
    ComplexBall square = base;
    for (int rest = exponent; rest > 0; rest >>= 1) {
      if ((rest & 1) == 1) {
        result = multiply(result, square);
      }
      if (rest > 1) {
        square = multiply(square, square);
      }
    }
    return result;
  }

  ComplexBall power(ComplexBall base, ComplexBall exponent) {
    if (base.isExactlyZero()) {
      throw new UndefinedException("a power of 0 to an exponent that is no number");
    }
    return exp(multiply(exponent, ln(base)));
  }

  ComplexBall sin(ComplexBall a) {
    if (a.isReal()) {
      return ComplexBall.real(functions.sin(a.re()));
    }
    // (e^(ia) - e^(-ia)) / 2i
    ComplexBall plus = exp(multiply(ComplexBall.I, a));
    ComplexBall twice = new ComplexBall(Ball.ZERO, Ball.exact(2));
    return divide(subtract(plus, inverse(plus)), twice);
  }

  ComplexBall cos(ComplexBall a) {
    if (a.isReal()) {
      return ComplexBall.real(functions.cos(a.re()));
    }
    ComplexBall plus = exp(multiply(ComplexBall.I, a));
    return multiply(add(plus, inverse(plus)), ComplexBall.real(Ball.ONE.timesPowerOfTwo(-1)));
  }
}
