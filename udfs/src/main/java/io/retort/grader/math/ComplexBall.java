package io.retort.grader.math;

/** A complex number; real if its imaginary part is exactly 0. */
record ComplexBall(Ball re, Ball im) {

  static final ComplexBall I = new ComplexBall(Ball.ZERO, Ball.ONE);

  static ComplexBall real(Ball re) {
    return new ComplexBall(re, Ball.ZERO);
  }

  boolean isReal() {
    return im.isExactly(0);
  }

  boolean isExactlyZero() {
    return re.isExactly(0) && im.isExactly(0);
  }
}
