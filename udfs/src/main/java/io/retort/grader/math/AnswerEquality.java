package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Num;
import io.retort.grader.math.Expr.Sym;
import io.retort.grader.math.Expr.Text;
import io.retort.grader.math.MathOptions.Names;
import io.retort.grader.math.MathOptions.Sets;
import java.util.Optional;

/**
 * Decides whether two answers are the same: takes off what only one of them wears, compares shapes
 * by their kind and expressions by {@link ScalarEquality}. Symmetric.
 */
final class AnswerEquality {

  private final MathOptions options;
  private final Algebra algebra;
  private final ScalarEquality scalars;
  private final Measures measures;
  private final ItemEquality items;
  private final Equations equations;
  private final RealSets sets;
  private final Rounded rounded;
  private final Families families;
  private final IntegrationConstants constants;

  AnswerEquality(MathOptions options, Work work) {
    this.options = options;
    this.algebra = new Algebra(work);
    this.scalars = new ScalarEquality(work);
    this.measures = new Measures(this, options, algebra);
    this.families = new Families(this, algebra);
    this.constants = new IntegrationConstants(scalars, algebra);
    this.items = new ItemEquality(this, options, work);
    this.equations = new Equations(scalars, algebra, work);
    this.rounded = new Rounded(options.rounding(), work);
    this.sets = new RealSets(scalars, rounded, algebra, work, options);
  }

  boolean areEqual(Expr a, Expr b) {
    if (a.equals(b)) {
      return true;
    }
    if (a instanceof Num && b instanceof Num) {
      return rounded.areEqual(a, b);
    }
    if (a.is(Expr.FAMILY) || b.is(Expr.FAMILY)) {
      return families.areEqual(a, b);
    }
    if (a.is(Expr.LIST) != b.is(Expr.LIST)) {
      Expr one = Conditions.dropped(a);
      Expr other = Conditions.dropped(b);
      if (!one.equals(a) || !other.equals(b)) {
        return areEqual(one, other);
      }
    }
    Expr left = PlusMinus.expanded(a, algebra);
    Expr right = PlusMinus.expanded(b, algebra);
    if (isOfPoints(left) != isOfPoints(right) && (isEquation(left) || isEquation(right))) {
      return areEqual(condition(left), condition(right));
    }
    if (left.is(Expr.NAMED) || right.is(Expr.NAMED)) {
      return areEqualNamed(left, right);
    }
    if (left instanceof Text || right instanceof Text) {
      return areEqualWords(left, right);
    }
    if (left.is(Expr.CHAIN) != right.is(Expr.CHAIN) && options.sets() == Sets.BY_MEMBERS) {
      Optional<Expr> stated = Relations.stated(left).or(() -> Relations.stated(right));
      if (stated.isPresent()) {
        return areEqual(stated.get(), left.is(Expr.CHAIN) ? right : left);
      }
    }
    if (Measures.isMeasure(left) || Measures.isMeasure(right)) {
      return measures.areEqual(left, right);
    }
    Optional<Boolean> asSets = sets.areEqual(left, right);
    if (asSets.isPresent()) {
      return asSets.get();
    }
    if (ItemEquality.isCollection(left) || ItemEquality.isCollection(right)) {
      return items.areEqual(asItems(left, right), asItems(right, left));
    }
    if (left.is(Expr.CHAIN) || right.is(Expr.CHAIN)) {
      return equations.areEqual(left, right);
    }
    return areEqualExpressions(left, right);
  }

  private static boolean isEquation(Expr expr) {
    return expr.is(Expr.NAMED) || Relations.isEquation(expr);
  }

  /** Such as {(x, y) | y = 2x}. */
  private static boolean isOfPoints(Expr expr) {
    return expr instanceof Node builder
        && builder.is(Expr.SUCH_THAT)
        && builder.arg(0) instanceof Node point
        && point.is(Expr.TUPLE)
        && point.args().stream().allMatch(Relations::isName);
  }

  private static Expr condition(Expr expr) {
    return isOfPoints(expr) ? ((Node) expr).arg(1) : expr;
  }

  /** A sum of unit vectors as the tuple that the other side may be, I_2 as the matrix. */
  private Expr asItems(Expr expr, Expr other) {
    if (other.is(Expr.MATRIX) && expr instanceof Sym name) {
      return Matrices.identity(name).orElse(name);
    }
    int size = ItemEquality.lengthOfVector(other);
    return UnitVectors.components(expr, size, algebra).orElse(expr);
  }

  private boolean areEqualExpressions(Expr a, Expr b) {
    if (isShape(a) || isShape(b)) {
      return a instanceof Node left && b instanceof Node right && areEqualShapes(left, right);
    }
    return scalars.areEqual(a, b)
        || families.areSameTurns(a, b)
        || rounded.areEqual(a, b)
        || constants.areSameButForNames(a, b);
  }

  private boolean areEqualShapes(Node a, Node b) {
    boolean isUnordered = a.is(Expr.UNION) || a.is(Expr.INTERSECTION);
    return a.head().equals(b.head())
        && (isUnordered
            ? items.areUnordered(a.args(), b.args(), true)
            : items.areOrdered(a.args(), b.args()));
  }

  private static boolean isShape(Expr expr) {
    return expr.is(Expr.UNION)
        || expr.is(Expr.INTERSECTION)
        || expr.is(Expr.WITHOUT)
        || expr.is(Expr.SUCH_THAT)
        || expr.is(Expr.LEFT_OPEN)
        || expr.is(Expr.RIGHT_OPEN);
  }

  private boolean areEqualNamed(Expr a, Expr b) {
    boolean areBoth = a.is(Expr.NAMED) && b.is(Expr.NAMED);
    if (areBoth && options.names() == Names.STRICT && !nameOf(a).equals(nameOf(b))) {
      return false;
    }
    boolean areLabels = nameOf(a) instanceof Text || nameOf(b) instanceof Text;
    if (nameOf(a) instanceof Text one
        && nameOf(b) instanceof Text other
        && !Labels.areCompatible(one, other)) {
      return false;
    }
    if (options.sets() == Sets.AS_WRITTEN
        && a.is(Expr.NAMED) != b.is(Expr.NAMED)
        && (a.is(Expr.CHAIN) || b.is(Expr.CHAIN))) {
      return false;
    }
    boolean isOfOther = Relations.stated(a).or(() -> Relations.stated(b)).isPresent();
    if (!isOfOther && areEqual(valueOf(a), valueOf(b))) {
      return true;
    }
    boolean areEquations = !areLabels && (areBoth || a.is(Expr.CHAIN) || b.is(Expr.CHAIN));
    return areEquations
        && !Measures.isMeasure(valueOf(a))
        && !Measures.isMeasure(valueOf(b))
        && equations.areEqual(a, b);
  }

  /** Whether an expression in one name is the residue class: 7k + 3 is 3 mod 7. */
  boolean isResidueClass(Expr expr, Node residue) {
    return families.isResidueClass(expr, residue);
  }

  /** What a value is called; a name of no spelling where it has none. */
  private static Expr nameOf(Expr expr) {
    return expr instanceof Node node && node.is(Expr.NAMED) ? node.arg(0) : new Sym("");
  }

  static Expr valueOf(Expr expr) {
    return expr instanceof Node node && node.is(Expr.NAMED) ? node.arg(1) : expr;
  }

  /** Words against words; a letter or two may be written as words or as names. */
  private static boolean areEqualWords(Expr a, Expr b) {
    String left = words(a);
    String right = words(b);
    return !left.isEmpty()
        && (left.equals(right)
            || isDecision(left, right)
            || isDecision(right, left)
            || isInitial(left, right)
            || isInitial(right, left));
  }

  /** "true" and a text that starts with it, as "Yes, because ..."; see {@link Words#decision}. */
  private static boolean isDecision(String word, String text) {
    return (word.equals("true") || word.equals("false")) && text.startsWith(word + ": ");
  }

  /** The T of true and the F of false. */
  private static boolean isInitial(String letter, String word) {
    return (letter.equals("t") && word.equals("true"))
        || (letter.equals("f") && word.equals("false"));
  }

  private static String words(Expr expr) {
    if (expr instanceof Text text) {
      return text.words();
    }
    if (expr instanceof Sym symbol) {
      return Words.key(symbol.name());
    }
    return "";
  }
}
