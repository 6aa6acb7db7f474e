package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what stands between \begin and \end: matrices, determinants, cases, aligned lines. */
final class EnvironmentParser {

  private static final Set<String> MATRICES =
      Set.of("pmatrix", "bmatrix", "matrix", "Bmatrix", "smallmatrix", "array", "psmallmatrix");

  private static final Set<String> CONDITIONALS = Set.of("if", "for", "when", "where", "for all");

  private final TokenCursor cursor;
  private final Algebra algebra;
  private final AnswerParser answers;
  private final PrimaryParser primaries;

  EnvironmentParser(
      TokenCursor cursor, Algebra algebra, AnswerParser answers, PrimaryParser primaries) {
    this.cursor = cursor;
    this.algebra = algebra;
    this.answers = answers;
    this.primaries = primaries;
  }

  /** After \begin was read. */
  Expr read() {
    String name = name();
    if (name.equals("array") && cursor.isAt("{")) {
      primaries.subscriptOfArray();
    }
    List<Expr> rows = rows();
    cursor.next();
    name();
    if (MATRICES.contains(name)) {
      return new Node(Expr.MATRIX, rows);
    }
    if (name.equals("vmatrix")) {
      return Matrices.determinant(new Node(Expr.MATRIX, rows), algebra);
    }
    if (name.equals("cases")) {
      return cases(rows);
    }
    if (rows.size() == 1 && ((Node) rows.get(0)).args().size() == 1) {
      return ((Node) rows.get(0)).arg(0);
    }
    throw new UnreadableException("\\begin{" + name + "} is not read");
  }

  /** Lines with conditions; without any, a system of equations, as a list. */
  static Expr cases(List<Expr> rows) {
    boolean isSystem = rows.stream().allMatch(row -> ((Node) row).args().size() == 1);
    return isSystem
        ? new Node(Expr.LIST, rows.stream().map(row -> ((Node) row).arg(0)).toList())
        : new Node(Expr.CASES, rows);
  }

  private String name() {
    cursor.expect("{");
    StringBuilder name = new StringBuilder();
    while (!cursor.isAt("}")) {
      if (cursor.isAtEnd()) {
        throw new UnreadableException("\\begin without a name");
      }
      name.append(cursor.next().text());
    }
    cursor.next();
    return name.toString();
  }

  private List<Expr> rows() {
    List<Expr> rows = new ArrayList<>();
    List<Expr> cells = new ArrayList<>();
    while (!cursor.isAtCommand("end")) {
      if (cursor.skip(Signs.NEW_ROW)) {
        addRow(rows, cells);
      } else if (!cursor.skip("&")) {
        cells.add(cell());
      }
    }
    addRow(rows, cells);
    if (rows.isEmpty()) {
      throw new UnreadableException("an empty environment");
    }
    return rows;
  }

  private Expr cell() {
    if (cursor.peek().kind() == Kind.END) {
      throw new UnreadableException("an environment has no \\end");
    }
    int start = cursor.position();
    if (cursor.peek().kind() == Kind.TEXT && CONDITIONALS.contains(cursor.peek().text())) {
      cursor.next();
    }
    Expr cell = answers.sequence();
    if (cursor.position() == start) {
      throw new UnreadableException("an environment holds what is not read");
    }
    return cell;
  }

  private static void addRow(List<Expr> rows, List<Expr> cells) {
    if (!cells.isEmpty()) {
      rows.add(new Node(Expr.ROW, cells));
      cells.clear();
    }
  }
}
