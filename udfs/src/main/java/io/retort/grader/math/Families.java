package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Num;
import io.retort.grader.math.Expr.Sym;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Answers with a parameter: pi/4 + k pi with k any integer, (t, 2t) with t real. How the parameter
 * is called does not matter once it is declared, and of integers neither where they start.
 */
final class Families {

  /** Sets that a parameter may run through. */
  private static final Set<String> DOMAINS =
      Set.of("\\mathbbZ", "\\mathbbN", "\\mathbbQ", "Z", "N", "\\Z", "\\N");

  /** Names of integers that general solutions of trigonometric equations leave undeclared. */
  private static final Set<String> INTEGERS = Set.of("k", "l", "m", "n");

  /** How far apart two families may start and still be looked at as one. */
  private static final int MAX_TURNS = 12;

  private static final Sym PARAMETER = new Sym("\u2124");

  private final AnswerEquality answers;
  private final Algebra algebra;

  Families(AnswerEquality answers, Algebra algebra) {
    this.answers = answers;
    this.algebra = algebra;
  }

  /** An answer that declares a parameter as the family it is; anything else as it stands. */
  static Expr declared(Expr answer, Algebra algebra) {
    if (!(answer instanceof Node node) || node.args().size() < 2) {
      return answer;
    }
    if (node.is(Expr.NAMED)) {
      Expr value = declared(node.arg(1), algebra);
      return value.is(Expr.FAMILY) ? value : answer;
    }
    Optional<Node> declaration = declaration(node);
    if (declaration.isEmpty()) {
      return answer;
    }
    List<Expr> rest = new ArrayList<>(node.args());
    rest.remove(declaration.get());
    boolean isProduct = node.is(Expr.PRODUCT) || node.is(Expr.SUM);
    Expr body =
        isProduct
            ? withoutDeclaration(node, declaration.get(), algebra)
            : rest.size() == 1 ? rest.get(0) : new Node(Expr.LIST, rest);
    Expr domain = declaration.get().arg(1);
    Sym set = new Sym(domain.toString().replace("\\", "").replace("mathbb", ""));
    return body instanceof Sym
        ? answer
        : Expr.node(Expr.FAMILY, body, declaration.get().arg(0), set);
  }

  private static Optional<Node> declaration(Node node) {
    boolean isLast =
        node.is(Expr.LIST) || node.is(Expr.SUCH_THAT) || node.is(Expr.PRODUCT) || node.is(Expr.SUM);
    Expr last = node.arg(node.args().size() - 1);
    if (isLast && isDeclaration(last, node)) {
      return Optional.of((Node) last);
    }
    return node.is(Expr.SUM) && last instanceof Node product && product.is(Expr.PRODUCT)
        ? declaration(product)
        : Optional.empty();
  }

  private static boolean isDeclaration(Expr expr, Node of) {
    boolean isReal = of.is(Expr.LIST) && of.arg(0).is(Expr.TUPLE);
    return expr instanceof Node named
        && named.is(Expr.NAMED)
        && named.arg(0) instanceof Sym
        && (DOMAINS.contains(named.arg(1).toString())
            || (isReal && named.arg(1).equals(Constants.REALS)));
  }

  private static Expr withoutDeclaration(Node node, Node declaration, Algebra algebra) {
    List<Expr> args = new ArrayList<>();
    for (Expr arg : node.args()) {
      if (arg instanceof Node product && product.is(Expr.PRODUCT)) {
        args.add(withoutDeclaration(product, declaration, algebra));
      } else if (!arg.equals(declaration)) {
        args.add(arg);
      }
    }
    return node.is(Expr.SUM) ? algebra.sum(args) : algebra.product(args);
  }

  /** Compares two answers of which one at least is a family. */
  boolean areEqual(Expr a, Expr b) {
    Node family = (Node) (a.is(Expr.FAMILY) ? a : b);
    Expr other = a.is(Expr.FAMILY) ? b : a;
    Expr bare = AnswerEquality.valueOf(other);
    if (bare instanceof Node residue && residue.is(Expr.MODULO)) {
      return isResidueClass(family, residue);
    }
    if (other instanceof Node second && second.is(Expr.FAMILY)) {
      return family.arg(2).equals(second.arg(2))
          && areSame(body(family), body(second), isOfIntegers(family));
    }
    Set<String> names = names(other);
    names.removeAll(names(renamed(family.arg(0), family.arg(1))));
    return names.size() == 1
        && areSame(
            body(family),
            body(renamed(other, new Sym(names.iterator().next()))),
            isOfIntegers(family));
  }

  private static boolean isOfIntegers(Node family) {
    return family.arg(2).equals(new Sym("Z"));
  }

  private Expr renamed(Expr body, Expr parameter) {
    return Substitution.of(body, parameter, PARAMETER, algebra);
  }

  private Expr body(Node family) {
    return body(renamed(family.arg(0), family.arg(1)));
  }

  private Expr body(Expr renamed) {
    return PlusMinus.expanded(AnswerEquality.valueOf(renamed), algebra);
  }

  private boolean areSame(Expr a, Expr b, boolean isOfIntegers) {
    boolean areLists = isSeveral(a) && isSeveral(b);
    if (!areLists) {
      return answers.areEqual(a, b) || (isOfIntegers && areShifted(a, b));
    }
    List<Expr> rest = new ArrayList<>(((Node) b).args());
    if (rest.size() != ((Node) a).args().size()) {
      return false;
    }
    for (Expr item : ((Node) a).args()) {
      Expr value = AnswerEquality.valueOf(item);
      boolean isFound = false;
      for (Iterator<Expr> it = rest.iterator(); it.hasNext() && !isFound; ) {
        isFound = areSame(value, AnswerEquality.valueOf(it.next()), isOfIntegers);
        if (isFound) {
          it.remove();
        }
      }
      if (!isFound) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSeveral(Expr expr) {
    return expr.is(Expr.LIST) || expr.is(Expr.SET);
  }

  /** Whether both are arithmetic progressions over all integers with the same members. */
  private boolean areShifted(Expr a, Expr b) {
    Optional<Expr> step = step(a);
    Optional<Expr> otherStep = step(b);
    if (step.isEmpty() || otherStep.isEmpty() || step.get().equals(Constants.ZERO)) {
      return false;
    }
    boolean isSameStep =
        answers.areEqual(step.get(), otherStep.get())
            || answers.areEqual(step.get(), algebra.negate(otherStep.get()));
    return isSameStep
        && isWhole(algebra.quotient(algebra.difference(at(a, 0), at(b, 0)), step.get()));
  }

  private boolean isWhole(Expr turns) {
    if (turns instanceof Num number) {
      return number.value().isInteger();
    }
    for (int whole = -MAX_TURNS; whole <= MAX_TURNS; whole++) {
      if (answers.areEqual(turns, Expr.num(whole))) {
        return true;
      }
    }
    return false;
  }

  /** What one more of the parameter adds; empty if that is not always the same. */
  private Optional<Expr> step(Expr body) {
    if (ItemEquality.isCollection(body) || Measures.isMeasure(body)) {
      return Optional.empty();
    }
    Expr step = algebra.difference(at(body, 1), at(body, 0));
    boolean isLinear =
        answers.areEqual(algebra.difference(at(body, 2), at(body, 1)), step)
            && answers.areEqual(
                algebra.difference(at(body, 7), at(body, 0)), algebra.product(Expr.num(7), step));
    return isLinear ? Optional.of(step) : Optional.empty();
  }

  private Expr at(Expr body, int parameter) {
    return Substitution.of(body, PARAMETER, Expr.num(parameter), algebra);
  }

  /** Whether a family, or an expression in one name, is a residue class: 7k + 3 is 3 mod 7. */
  boolean isResidueClass(Expr expr, Node residue) {
    Set<String> names = names(expr);
    boolean isFamily = expr.is(Expr.FAMILY);
    if (!isFamily && (names.size() != 1 || ItemEquality.isCollection(expr))) {
      return false;
    }
    Expr body =
        isFamily ? body((Node) expr) : body(renamed(expr, new Sym(names.iterator().next())));
    Expr modulus = residue.arg(1);
    return areShifted(body, algebra.sum(residue.arg(0), algebra.product(modulus, PARAMETER)));
  }

  /**
   * Whether two expressions with pi or degrees differ only in the name of their integer, as two
   * undeclared general solutions may.
   */
  boolean areSameTurns(Expr a, Expr b) {
    Set<String> left = names(a);
    Set<String> right = names(b);
    return left.size() == 1
        && right.size() == 1
        && !left.equals(right)
        && INTEGERS.containsAll(left)
        && INTEGERS.containsAll(right)
        && hasAngle(a)
        && hasAngle(b)
        && answers.areEqual(
            renamed(a, new Sym(left.iterator().next())),
            renamed(b, new Sym(right.iterator().next())));
  }

  private static boolean hasAngle(Expr expr) {
    return expr.equals(Constants.PI)
        || expr.is(Expr.DEGREES)
        || (expr instanceof Node node && node.args().stream().anyMatch(Families::hasAngle));
  }

  private static Set<String> names(Expr expr) {
    return Relations.names(AnswerEquality.valueOf(expr));
  }
}
