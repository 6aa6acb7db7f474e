package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Num;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One spelling for trees that differ only in the order of terms, factors, and set members. */
final class Spelling {

  private static final Set<String> UNORDERED = Set.of(Expr.SUM, Expr.PRODUCT, Expr.SET, Expr.LIST);

  private Spelling() {}

  static String of(Expr expr) {
    if (expr instanceof Num number && isLongDecimal(number.value())) {
      return new BigDecimal(number.value().numerator())
          .divide(new BigDecimal(number.value().denominator()))
          .toPlainString();
    }
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
      case Expr.SET -> "\\{" + String.join(", ", args) + "\\}";
      case Expr.TUPLE, Expr.BRACKET, Expr.LEFT_OPEN, Expr.RIGHT_OPEN ->
          node.head().charAt(0) + String.join(", ", args) + node.head().charAt(1);
      case Expr.CHAIN, Expr.ROW -> String.join(" ", args);
      case Expr.MATRIX ->
          "[" + node.args().stream().map(Spelling::row).collect(Collectors.joining(", ")) + "]";
      case Expr.UNION -> String.join(" ∪ ", args);
      case Expr.NAMED -> args.get(0) + " = " + args.get(1);
      case Expr.RATIO -> String.join(":", args);
      case Expr.CLOCK -> clock(args);
      case Expr.SUCH_THAT -> "\\{" + args.get(0) + " | " + args.get(1) + "\\}";
      case Expr.FAMILY -> args.get(0) + ", " + args.get(1) + " ∈ " + args.get(2);
      case Expr.MODULO -> args.get(0) + " mod " + args.get(1);
      case Expr.PERCENT -> args.get(0) + "%";
      case Expr.DEGREES -> args.get(0) + "°";
      case Expr.UNIT -> args.get(0) + " " + args.get(1);
      case Expr.IN_BASE -> numeral(node);
      case Expr.CALL -> args.get(0) + "(" + String.join(", ", args.subList(1, args.size())) + ")";
      default -> node.head() + "(" + String.join(", ", args) + ")";
    };
  }

  /** Such as the digits of a root; 3/4 stays a fraction. */
  private static boolean isLongDecimal(Rational value) {
    int bits = value.denominator().bitLength();
    return bits > 30 && bits < 400 && value.isDecimal();
  }

  private static String row(Expr row) {
    return "["
        + ((Node) row).args().stream().map(Spelling::of).collect(Collectors.joining(", "))
        + "]";
  }

  private static String clock(List<String> parts) {
    int last = parts.size() - 1;
    String time =
        parts.get(0)
            + parts.subList(1, last).stream()
                .map(part -> (part.length() < 2 ? ":0" : ":") + part)
                .collect(Collectors.joining());
    return time + parts.get(last);
  }

  private static String numeral(Node node) {
    boolean isNumeral = node.arg(0) instanceof Num && node.arg(1) instanceof Num;
    if (!isNumeral) {
      return node.toString();
    }
    int base = ((Num) node.arg(1)).value().numerator().intValue();
    return ((Num) node.arg(0)).value().numerator().toString(base) + "_" + base;
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
