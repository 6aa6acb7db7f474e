package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Sym;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Vectors as sums of i, j and k, in bold or with a hat: 3\mathbf{i} - \mathbf{j} is (3, -1). */
final class UnitVectors {

  static final Set<String> NAMES = Set.of("i", "j", "k");

  /** Commands that make one of these names a vector; {@code \\mathrm{i}} is the imaginary unit. */
  static final Set<String> TYPE_FACES =
      Set.of("mathbf", "bf", "boldsymbol", "bm", "vec", "overrightarrow", "textbf");

  private static final String HAT = "\\hat ";
  private static final List<String> BASE = List.of(HAT + "i", HAT + "j", HAT + "k");

  private UnitVectors() {}

  /** What a hat over an expression makes it; empty if it is no name of a unit vector. */
  static Optional<Expr> of(Expr name) {
    String letter = name.toString().replace("\\imath", "i").replace("\\jmath", "j");
    if (letter.startsWith(HAT)) {
      return Optional.of(name);
    }
    return NAMES.contains(letter) ? Optional.of(new Sym(HAT + letter)) : Optional.empty();
  }

  /** The components of a sum of unit vectors as a tuple; empty for any other expression. */
  static Optional<Expr> components(Expr expr, int size, Algebra algebra) {
    if (size < 2 || size > BASE.size()) {
      return Optional.empty();
    }
    if (!has(expr)) {
      return isInLetters(expr)
          ? components(withHats(expr, algebra), size, algebra)
          : Optional.empty();
    }
    List<Expr> parts =
        IntStream.range(0, size).mapToObj(which -> component(expr, which, algebra)).toList();
    boolean isFlat = size == BASE.size() || component(expr, 2, algebra).equals(Constants.ZERO);
    return isFlat ? Optional.of(new Node(Expr.TUPLE, parts)) : Optional.empty();
  }

  /** Whether i, j and k, at least two of them, are the only names: i + 2j - 3k. */
  private static boolean isInLetters(Expr expr) {
    Set<String> names = new HashSet<>();
    addNames(expr, names);
    return names.size() > 1 && NAMES.containsAll(names);
  }

  private static void addNames(Expr expr, Set<String> names) {
    if (expr instanceof Sym symbol) {
      names.add(symbol.name());
    } else if (expr instanceof Node node) {
      node.args().forEach(arg -> addNames(arg, names));
    }
  }

  private static Expr withHats(Expr expr, Algebra algebra) {
    Expr result = expr;
    for (String name : NAMES) {
      result = Substitution.of(result, new Sym(name), new Sym(HAT + name), algebra);
    }
    return result;
  }

  /** The value with one unit vector set to 1 and the others to 0. */
  private static Expr component(Expr expr, int which, Algebra algebra) {
    Expr value = expr;
    for (int i = 0; i < BASE.size(); i++) {
      value = Substitution.of(value, new Sym(BASE.get(i)), Expr.num(i == which ? 1 : 0), algebra);
    }
    return value;
  }

  private static boolean has(Expr expr) {
    return expr instanceof Sym symbol
        ? BASE.contains(symbol.name())
        : expr instanceof Node node && node.args().stream().anyMatch(UnitVectors::has);
  }
}
