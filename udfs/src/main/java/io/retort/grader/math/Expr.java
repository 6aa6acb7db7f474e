package io.retort.grader.math;

import java.util.List;

/**
 * An answer as a tree: numbers, symbols, words, and nodes of a head with arguments.
 *
 * <p>The head of a node is an operation ({@code + * ^}), a function ({@code sin}), or a shape that
 * an answer takes as a whole ({@code list}, {@code set}, an interval by its brackets). Trees are
 * immutable and at most {@link Reader#MAX_DEPTH} deep, so recursion over them is safe.
 */
public sealed interface Expr {

  String SUM = "+";
  String PRODUCT = "*";
  String POWER = "^";

  /** Values side by side, with commas, semicolons, "and" or "or" between them. */
  String LIST = "list";

  /** Values in round brackets: a point or an open interval. */
  String TUPLE = "()";

  /** Values in square brackets: a closed interval or a list. */
  String BRACKET = "[]";

  String LEFT_OPEN = "(]";
  String RIGHT_OPEN = "[)";
  String SET = "set";

  /** Numbers with nothing but spaces between them, in their order. */
  String ROW = "row";

  /** Its arguments are rows. */
  String MATRIX = "matrix";

  String UNION = "union";
  String INTERSECTION = "intersection";
  String WITHOUT = "without";

  /** Terms and the relation signs between them: a, &lt;, b, &lt;, c. */
  String CHAIN = "chain";

  /** A name and the value it is said to have: x = 5. */
  String NAMED = "named";

  /** A value with its unit, as words. */
  String UNIT = "unit";

  String PERCENT = "percent";
  String DEGREES = "degrees";

  /** A residue and its modulus. */
  String MODULO = "modulo";

  /** A numeral's value and the base it is written in. */
  String IN_BASE = "inbase";

  String RATIO = "ratio";

  /** A time of day: hours, minutes, perhaps seconds, and am, pm or no word. */
  String CLOCK = "clock";

  String CASES = "cases";

  /** A set by its variable and the condition on it. */
  String SUCH_THAT = "suchthat";

  /** An answer with a parameter, the parameter's name, and the set that it runs through. */
  String FAMILY = "family";

  /** A function that has no value of its own here, such as f, and what it is applied to. */
  String CALL = "call";

  record Num(Rational value) implements Expr {
    @Override
    public String toString() {
      return value.toString();
    }
  }

  /** A variable or a constant: x, x_1, \theta, pi, e, i, infinity. */
  record Sym(String name) implements Expr {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Words, without case, articles and punctuation. */
  record Text(String words) implements Expr {
    @Override
    public String toString() {
      return words;
    }
  }

  record Node(String head, List<Expr> args) implements Expr {
    public Node {
      args = List.copyOf(args);
    }

    Expr arg(int index) {
      return args.get(index);
    }

    @Override
    public String toString() {
      return head + args;
    }
  }

  static Num num(long value) {
    return new Num(Rational.of(value, 1));
  }

  static Node node(String head, Expr... args) {
    return new Node(head, List.of(args));
  }

  /** Whether this is a node with the given head. */
  default boolean is(String head) {
    return this instanceof Node node && node.head().equals(head);
  }
}
