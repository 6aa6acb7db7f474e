package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One spelling for trees that differ only in the order of terms, factors, and set members. */
final class Spelling {

  private static final Set<String> UNORDERED = Set.of(Expr.SUM, Expr.PRODUCT, Expr.SET, Expr.LIST);

  private Spelling() {}

  static String of(Expr expr) {
    if (!(expr instanceof Node node)) {
      return expr.toString();
    }
    List<String> args = node.args().stream().map(Spelling::of).toList();
    if (UNORDERED.contains(node.head())) {
      args = args.stream().sorted().toList();
    }
    return switch (node.head()) {
      case Expr.SUM, Expr.PRODUCT -> joined(args, node.head());
      case Expr.POWER -> inBrackets(args.get(0)) + "^" + inBrackets(args.get(1));
      case Expr.LIST -> String.join(", ", args);
      case Expr.SET -> "{" + String.join(", ", args) + "}";
      case Expr.TUPLE, Expr.BRACKET, Expr.LEFT_OPEN, Expr.RIGHT_OPEN ->
          node.head().charAt(0) + String.join(", ", args) + node.head().charAt(1);
      case Expr.CHAIN, Expr.ROW -> String.join(" ", args);
      case Expr.UNION -> String.join(" ∪ ", args);
      default -> node.head() + "(" + String.join(", ", args) + ")";
    };
  }

  private static String joined(List<String> args, String sign) {
    return args.stream().map(Spelling::inBrackets).collect(Collectors.joining(sign));
  }

  private static String inBrackets(String spelled) {
    boolean isSimple =
        spelled.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '\\');
    return isSimple ? spelled : "(" + spelled + ")";
  }
}
