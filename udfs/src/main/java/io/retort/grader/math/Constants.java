package io.retort.grader.math;

import io.retort.grader.math.Expr.Num;
import io.retort.grader.math.Expr.Sym;

/** Numbers and symbols with one meaning. */
final class Constants {

  static final Sym PI = new Sym("pi");
  static final Sym EULER = new Sym("e");
  static final Sym IMAGINARY = new Sym("i");
  static final Sym INFINITY = new Sym("infinity");
  static final Expr REALS =
      Expr.node(Expr.TUPLE, Expr.node(Expr.PRODUCT, Expr.num(-1), INFINITY), INFINITY);
  static final Num ZERO = Expr.num(0);
  static final Num ONE = Expr.num(1);

  private Constants() {}
}
