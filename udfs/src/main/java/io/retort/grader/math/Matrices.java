package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Num;
import io.retort.grader.math.Expr.Sym;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Sums and products that may have matrices in them; without one, plain algebra. */
final class Matrices {

  private static final Set<String> TRANSPOSED = Set.of("T", "t", "\\top", "\\intercal", "\\prime");

  private static final int MAX_DETERMINANT = 5; // 5! = 120 products

  private Matrices() {}

  static Expr sum(List<Expr> terms, Algebra algebra) {
    if (terms.size() == 1) {
      return terms.get(0);
    }
    boolean isMatrices = terms.stream().allMatch(Matrices::isMatrix);
    if (!isMatrices && terms.stream().allMatch(term -> term.is(Expr.TUPLE))) {
      return Vectors.sum(terms, algebra);
    }
    if (!isMatrices) {
      return algebra.sum(terms.stream().map(Measures::withoutBase).toList());
    }
    Node total = (Node) terms.get(0);
    for (Expr term : terms.subList(1, terms.size())) {
      total = added(total, (Node) term, algebra);
    }
    return total;
  }

  /** The matrix that I_2 stands for; none of other names. */
  static Optional<Expr> identity(Sym name) {
    if (!name.name().matches("I_[2-9]")) {
      return Optional.empty();
    }
    int size = name.name().charAt(2) - '0';
    List<Expr> rows = new ArrayList<>();
    for (int r = 0; r < size; r++) {
      List<Expr> row = new ArrayList<>(Collections.nCopies(size, Constants.ZERO));
      row.set(r, Constants.ONE);
      rows.add(new Node(Expr.ROW, row));
    }
    return Optional.of(new Node(Expr.MATRIX, rows));
  }

  private static Node added(Node left, Node right, Algebra algebra) {
    if (left.args().size() != right.args().size() || width(left) != width(right)) {
      throw new UnreadableException("matrices of different shape have no sum");
    }
    List<Expr> rows = new ArrayList<>();
    for (int r = 0; r < left.args().size(); r++) {
      List<Expr> row = new ArrayList<>();
      for (int c = 0; c < width(left); c++) {
        row.add(algebra.sum(cell(left, r, c), cell(right, r, c)));
      }
      rows.add(new Node(Expr.ROW, row));
    }
    return new Node(Expr.MATRIX, rows);
  }

  static Expr product(List<Expr> factors, Algebra algebra) {
    if (factors.size() == 1) {
      return factors.get(0);
    }
    if (factors.stream().noneMatch(Matrices::isMatrix)) {
      if (Vectors.isScaled(factors)) {
        return Vectors.product(factors, algebra);
      }
      return algebra.product(factors.stream().map(Measures::withoutBase).toList());
    }
    Expr product = factors.get(0);
    for (Expr factor : factors.subList(1, factors.size())) {
      product = multiplied(product, factor, algebra);
    }
    return product;
  }

  private static Expr multiplied(Expr left, Expr right, Algebra algebra) {
    if (isMatrix(left) && isMatrix(right)) {
      return multipliedMatrices((Node) left, (Node) right, algebra);
    }
    if (isMatrix(left)) {
      return scaled((Node) left, right, algebra);
    }
    return isMatrix(right) ? scaled((Node) right, left, algebra) : algebra.product(left, right);
  }

  private static Expr scaled(Node matrix, Expr factor, Algebra algebra) {
    List<Expr> rows = new ArrayList<>();
    for (Expr row : matrix.args()) {
      rows.add(
          new Node(
              Expr.ROW,
              ((Node) row).args().stream().map(cell -> algebra.product(factor, cell)).toList()));
    }
    return new Node(Expr.MATRIX, rows);
  }

  private static Expr multipliedMatrices(Node left, Node right, Algebra algebra) {
    if (width(left) != right.args().size()) {
      throw new UnreadableException("matrices of these shapes have no product");
    }
    List<Expr> rows = new ArrayList<>();
    for (int r = 0; r < left.args().size(); r++) {
      List<Expr> row = new ArrayList<>();
      for (int c = 0; c < width(right); c++) {
        List<Expr> terms = new ArrayList<>();
        for (int k = 0; k < width(left); k++) {
          terms.add(algebra.product(cell(left, r, k), cell(right, k, c)));
        }
        row.add(algebra.sum(terms));
      }
      rows.add(new Node(Expr.ROW, row));
    }
    return new Node(Expr.MATRIX, rows);
  }

  static Expr power(Expr base, Expr exponent, Algebra algebra) {
    if (base instanceof Node node
        && (isMatrix(base) || base.is(Expr.BRACKET) || base.is(Expr.TUPLE))
        && exponent instanceof Sym sign
        && TRANSPOSED.contains(sign.name())) {
      return transposed(node);
    }
    if (isMatrix(base) && exponent instanceof Num number && number.value().isInt()) {
      int times = number.value().numerator().intValue();
      if (times >= 1 && times <= 10) {
        return product(Collections.nCopies(times, base), algebra);
      }
      if (times == -1) {
        return inverse((Node) base, algebra);
      }
    }
    return algebra.power(Measures.withoutBase(base), exponent);
  }

  /** Square brackets around rows in square brackets are a matrix; else they are kept. */
  static Expr fromBrackets(List<Expr> items) {
    if (items.size() == 1 && isMatrix(items.get(0))) {
      return items.get(0);
    }
    // [[1, 2], [3, 4]], [1, 2; 3, 4] or [1 2; 3 4]
    boolean isRows =
        items.size() > 1
            && Stream.of(Expr.BRACKET, Expr.LIST, Expr.ROW)
                .anyMatch(head -> items.stream().allMatch(i -> i.is(head)))
            && isEven(items);
    if (!isRows) {
      return new Node(Expr.BRACKET, items);
    }
    return new Node(
        Expr.MATRIX,
        items.stream().map(i -> (Expr) new Node(Expr.ROW, ((Node) i).args())).toList());
  }

  private static boolean isEven(List<Expr> rows) {
    return rows.stream().mapToInt(r -> ((Node) r).args().size()).distinct().count() == 1;
  }

  /** By Laplace's expansion along the first row. */
  static Expr determinant(Node matrix, Algebra algebra) {
    int size = matrix.args().size();
    boolean isSquare = matrix.args().stream().allMatch(row -> ((Node) row).args().size() == size);
    if (!isSquare || size > MAX_DETERMINANT) {
      throw new UnreadableException("no determinant of this shape");
    }
    if (size == 1) {
      return cell(matrix, 0, 0);
    }
    List<Expr> terms = new ArrayList<>();
    for (int column = 0; column < size; column++) {
      Expr minor = determinant(without(matrix, 0, column), algebra);
      Expr term = algebra.product(cell(matrix, 0, column), minor);
      terms.add(column % 2 == 0 ? term : algebra.negate(term));
    }
    return algebra.sum(terms);
  }

  private static Node without(Node matrix, int row, int column) {
    List<Expr> rows = new ArrayList<>();
    for (int r = 0; r < matrix.args().size(); r++) {
      List<Expr> cells = new ArrayList<>(((Node) matrix.arg(r)).args());
      cells.remove(column);
      if (r != row) {
        rows.add(new Node(Expr.ROW, cells));
      }
    }
    return new Node(Expr.MATRIX, rows);
  }

  /** Bars around a matrix are its determinant, around a vector its length. */
  static Expr absolute(Expr of, Algebra algebra) {
    if (isMatrix(of)) {
      return determinant((Node) of, algebra);
    }
    if (of instanceof Node vector && vector.is(Expr.TUPLE) && !Relations.hasName(vector)) {
      List<Expr> squares =
          vector.args().stream().map(part -> algebra.power(part, Expr.num(2))).toList();
      return algebra.power(algebra.sum(squares), new Num(Rational.of(1, 2)));
    }
    return Expr.node("abs", of);
  }

  private static Expr transposed(Node of) {
    Node matrix = isMatrix(of) ? of : new Node(Expr.MATRIX, List.of(new Node(Expr.ROW, of.args())));
    List<Expr> rows = new ArrayList<>();
    for (int c = 0; c < width(matrix); c++) {
      int column = c;
      rows.add(
          new Node(Expr.ROW, matrix.args().stream().map(row -> ((Node) row).arg(column)).toList()));
    }
    return new Node(Expr.MATRIX, rows);
  }

  /** By Cramer's rule: the cofactors, transposed, over the determinant. */
  private static Expr inverse(Node matrix, Algebra algebra) {
    Expr determinant = determinant(matrix, algebra);
    int size = matrix.args().size();
    if (size < 2 || determinant.equals(Constants.ZERO)) {
      throw new UnreadableException("no inverse");
    }
    List<Expr> rows = new ArrayList<>();
    for (int r = 0; r < size; r++) {
      List<Expr> row = new ArrayList<>();
      for (int c = 0; c < size; c++) {
        Expr minor = determinant(without(matrix, c, r), algebra);
        Expr cofactor = (r + c) % 2 == 0 ? minor : algebra.negate(minor);
        row.add(algebra.quotient(cofactor, determinant));
      }
      rows.add(new Node(Expr.ROW, row));
    }
    return new Node(Expr.MATRIX, rows);
  }

  private static boolean isMatrix(Expr expr) {
    return expr.is(Expr.MATRIX);
  }

  private static int width(Node matrix) {
    int width = ((Node) matrix.arg(0)).args().size();
    if (!isEven(matrix.args())) {
      throw new UnreadableException("a matrix with rows of different length");
    }
    return width;
  }

  private static Expr cell(Node matrix, int row, int column) {
    return ((Node) matrix.arg(row)).arg(column);
  }
}
