package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Sym;
import io.retort.grader.math.MathOptions.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares lists, sets, tuples, vectors and matrices item by item. */
final class ItemEquality {

  private static final Set<String> HEADS =
      Set.of(
          Expr.LIST,
          Expr.SET,
          Expr.TUPLE,
          Expr.BRACKET,
          Expr.ROW,
          Expr.MATRIX,
          Expr.CASES,
          Expr.LEFT_OPEN,
          Expr.RIGHT_OPEN);

  private final AnswerEquality answers;
  private final MathOptions options;
  private final Work work;

  ItemEquality(AnswerEquality answers, MathOptions options, Work work) {
    this.answers = answers;
    this.options = options;
    this.work = work;
  }

  static boolean isCollection(Expr expr) {
    return expr instanceof Node node && HEADS.contains(node.head());
  }

  boolean areEqual(Expr a, Expr b) {
    Expr left = unwrapped(a);
    Expr right = unwrapped(b);
    if (isSetOfSets(left) != isSetOfSets(right)) {
      return false;
    }
    if (left.is(Expr.LIST) != right.is(Expr.LIST) && isOneValue(left, right)) {
      return true;
    }
    if (!isCollection(left) || !isCollection(right)) {
      return !(isCollection(left) || isCollection(right)) && answers.areEqual(left, right);
    }
    Node one = vector((Node) left);
    Node other = vector((Node) right);
    if (one.is(Expr.MATRIX) && other.is(Expr.MATRIX)) {
      return areRowsEqual(one, other);
    }
    if (one.is(Expr.CASES) && other.is(Expr.CASES)) {
      return areUnordered(one.args(), other.args(), false);
    }
    if (!areComparable(one, other)) {
      return false;
    }
    if (one.is(Expr.LIST) && other.is(Expr.LIST)) {
      return areListsEqual(one.args(), other.args());
    }
    boolean isUnordered = isUnordered(one, other);
    if (isUnordered) {
      return areUnordered(one.args(), other.args(), one.is(Expr.SET) || other.is(Expr.SET));
    }
    return areOrdered(one.args(), other.args());
  }

  /** Whether a list only writes the other side's value in several ways, as 1/2 or 50% does. */
  private boolean isOneValue(Expr a, Expr b) {
    Node list = (Node) (a.is(Expr.LIST) ? a : b);
    Expr value = a.is(Expr.LIST) ? b : a;
    boolean isDistinct = list.args().stream().distinct().count() == list.args().size();
    return !isCollection(value)
        && isDistinct
        && list.args().stream().allMatch(item -> answers.areEqual(item, value));
  }

  /** A single item in a set, list or square brackets is that item. */
  private static Expr unwrapped(Expr expr) {
    boolean isWrapper =
        expr.is(Expr.SET) || expr.is(Expr.BRACKET) || expr.is(Expr.LIST) || expr.is(Expr.ROW);
    return isWrapper && !isSetOfSets(expr) && ((Node) expr).args().size() == 1
        ? ((Node) expr).arg(0)
        : expr;
  }

  /** The set of the empty set is not empty. */
  private static boolean isSetOfSets(Expr expr) {
    return expr instanceof Node set
        && set.is(Expr.SET)
        && !set.args().isEmpty()
        && set.args().stream().allMatch(item -> item.is(Expr.SET));
  }

  /** How many parts a tuple, list in brackets, row or column has; 0 for anything else. */
  static int lengthOfVector(Expr expr) {
    Node node = expr instanceof Node found && isCollection(found) ? vector(found) : null;
    return node != null && (isVector(node) || node.is(Expr.ROW)) ? node.args().size() : 0;
  }

  /** A matrix of one column or one row as a tuple. */
  private static Node vector(Node node) {
    if (!node.is(Expr.MATRIX)) {
      return node;
    }
    if (node.args().size() == 1) {
      return new Node(Expr.TUPLE, ((Node) node.arg(0)).args());
    }
    boolean isColumn = node.args().stream().allMatch(row -> ((Node) row).args().size() == 1);
    return isColumn
        ? new Node(Expr.TUPLE, node.args().stream().map(row -> ((Node) row).arg(0)).toList())
        : node;
  }

  private boolean areRowsEqual(Node one, Node other) {
    if (one.args().size() != other.args().size()) {
      return false;
    }
    for (int i = 0; i < one.args().size(); i++) {
      if (!areOrdered(((Node) one.arg(i)).args(), ((Node) other.arg(i)).args())) {
        return false;
      }
    }
    return true;
  }

  /** Brackets of different kinds differ, but a plain list may stand for any of them. */
  private boolean areComparable(Node one, Node other) {
    if (one.head().equals(other.head()) || one.is(Expr.LIST) || other.is(Expr.LIST)) {
      return !isHalfOpen(one) == !isHalfOpen(other) || one.head().equals(other.head());
    }
    boolean isVector = isVector(one) && isVector(other);
    boolean isPair = one.args().size() == 2;
    boolean mayDiffer = options.brackets() == MathOptions.Brackets.IGNORED;
    return (isVector && !isPair) || (isPair && mayDiffer) || one.is(Expr.ROW) || other.is(Expr.ROW);
  }

  private static boolean isHalfOpen(Node node) {
    return node.is(Expr.LEFT_OPEN) || node.is(Expr.RIGHT_OPEN);
  }

  private static boolean isVector(Node node) {
    return node.is(Expr.TUPLE) || node.is(Expr.BRACKET);
  }

  private boolean isUnordered(Node one, Node other) {
    if (options.order() != Order.BY_SHAPE) {
      return options.order() == Order.NOWHERE;
    }
    boolean hasSet = one.is(Expr.SET) || other.is(Expr.SET);
    boolean isList = one.is(Expr.LIST) || other.is(Expr.LIST);
    boolean isBracket = one.is(Expr.BRACKET) || other.is(Expr.BRACKET);
    return hasSet || (isList && isBracket);
  }

  private boolean areListsEqual(List<Expr> one, List<Expr> other) {
    if (options.order() == Order.EVERYWHERE) {
      return areOrdered(one, other);
    }
    Map<String, Expr> names = distinctNames(one);
    Map<String, Expr> otherNames = distinctNames(other);
    if (!names.isEmpty() && names.keySet().equals(otherNames.keySet())) {
      return names.entrySet().stream()
          .allMatch(
              e ->
                  answers.areEqual(
                      e.getValue(), otherNames.getOrDefault(e.getKey(), e.getValue())));
    }
    boolean isNamed = !names.isEmpty() || !otherNames.isEmpty();
    boolean arePoints = one.stream().allMatch(i -> i.is(Expr.TUPLE));
    boolean isSame = isNamed ? areOrdered(one, other) : areUnordered(one, other, arePoints);
    return isSame || areFlatEqual(one, other);
  }

  /** The values by name if all have one and no two the same; x_1 and x_2 are one name. */
  static Map<String, Expr> distinctNames(List<Expr> items) {
    Map<String, Expr> names = new HashMap<>();
    Set<String> letters = new HashSet<>();
    for (Expr item : items) {
      if (!item.is(Expr.NAMED)) {
        return Map.of();
      }
      Expr name = ((Node) item).arg(0);
      String spelled = Spelling.of(name);
      letters.add(name instanceof Sym ? spelled.replaceAll("_.*", "") : spelled);
      names.put(spelled, ((Node) item).arg(1));
    }
    return names.size() == items.size() && (letters.size() > 1 || items.size() == 1)
        ? names
        : Map.of();
  }

  /** Lists of lists that are grouped differently, as p=5, q=2; p=7, q=2 may be. */
  private boolean areFlatEqual(List<Expr> one, List<Expr> other) {
    List<Expr> flat = flat(one);
    List<Expr> otherFlat = flat(other);
    boolean isNested = flat.size() != one.size() || otherFlat.size() != other.size();
    return isNested && areOrdered(flat, otherFlat);
  }

  private static List<Expr> flat(List<Expr> items) {
    List<Expr> flat = new ArrayList<>();
    for (Expr item : items) {
      Expr value = AnswerEquality.valueOf(item);
      if (value instanceof Node node && node.is(Expr.LIST)) {
        flat.addAll(node.args());
      } else {
        flat.add(item);
      }
    }
    return flat;
  }

  boolean areOrdered(List<Expr> one, List<Expr> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!answers.areEqual(one.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }

  boolean areUnordered(List<Expr> one, List<Expr> other, boolean isSet) {
    List<Expr> left = isSet ? withoutRepeats(one) : new ArrayList<>(one);
    List<Expr> right = isSet ? withoutRepeats(other) : new ArrayList<>(other);
    if (left.size() != right.size()) {
      return false;
    }
    removeIdentical(left, right);
    // Equality is an equivalence, so the first match is as good as any.
    for (Expr item : left) {
      if (!removeFirstEqual(right, item)) {
        return false;
      }
    }
    return true;
  }

  private void removeIdentical(List<Expr> left, List<Expr> right) {
    work.spend(left.size() + right.size());
    Map<String, Integer> counts = new HashMap<>();
    right.forEach(item -> counts.merge(Spelling.of(item), 1, Integer::sum));
    Map<String, Integer> taken = new HashMap<>();
    left.removeIf(
        item -> {
          String spelled = Spelling.of(item);
          boolean isThere = counts.getOrDefault(spelled, 0) > taken.getOrDefault(spelled, 0);
          if (isThere) {
            taken.merge(spelled, 1, Integer::sum);
          }
          return isThere;
        });
    right.removeIf(item -> taken.merge(Spelling.of(item), -1, Integer::sum) >= 0);
  }

  private boolean removeFirstEqual(List<Expr> items, Expr wanted) {
    for (Iterator<Expr> it = items.iterator(); it.hasNext(); ) {
      work.spend(1);
      if (answers.areEqual(it.next(), wanted)) {
        it.remove();
        return true;
      }
    }
    return false;
  }

  private List<Expr> withoutRepeats(List<Expr> items) {
    List<Expr> distinct = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Expr item : items) {
      boolean isNew = seen.add(Spelling.of(item));
      if (isNew && distinct.stream().noneMatch(other -> answers.areEqual(item, other))) {
        distinct.add(item);
      }
    }
    return distinct;
  }
}
