package io.retort.grader.math;

import io.retort.grader.math.Expr.Node;
import io.retort.grader.math.Expr.Num;
import io.retort.grader.math.Expr.Text;
import java.util.List;
import java.util.Optional;

/**
 * Reads and compares answers; the entry to this package.
 *
 * <p>Stateless but for the options, and safe for use by many threads. What a call may cost is
 * bounded by the {@link Work} passed in; beyond it, {@link OutOfWorkException}.
 */
public final class MathAnswers {

  private static final int MAX_SHOWN_CHARS = 60;

  private final MathOptions options;

  public MathAnswers(MathOptions options) {
    this.options = options;
  }

  /**
   * What a comparison came to.
   *
   * @param reason the values, or how both were read, to stand after a colon
   */
  public record Comparison(boolean isEqual, String reason) {}

  /** Compares two answers, each in LaTeX or plain text. */
  public Comparison compare(String answer, String target, Work work) {
    checkLength(answer, work);
    checkLength(target, work);
    if (Dress.off(answer).equals(Dress.off(target))) {
      return new Comparison(true, "the same text");
    }
    List<Expr> left = new Reader(work).read(answer);
    List<Expr> right = new Reader(work).read(target);
    AnswerEquality equality = new AnswerEquality(options, work);
    for (Expr wanted : right) {
      for (Expr found : left) {
        if (equality.areEqual(found, wanted)) {
          return new Comparison(true, shown(found) + " = " + shown(wanted));
        }
      }
    }
    return new Comparison(false, shown(left.get(0)) + " != " + shown(right.get(0)));
  }

  private static void checkLength(String text, Work work) {
    if (text.length() > Reader.MAX_CHARS) {
      work.spend(Work.STEPS_PER_ROW);
    }
  }

  /** Whether the text reads as mathematics, not as words; a single word may be a name. */
  public boolean isMathematics(String text, Work work) {
    return text.length() <= Reader.MAX_CHARS && !hasWords(new Reader(work).read(text).get(0));
  }

  private static boolean hasWords(Expr expr) {
    if (expr instanceof Node node && node.is(Expr.NAMED) && node.arg(0) instanceof Text) {
      return hasWords(node.arg(1));
    }
    return expr instanceof Text
        || (expr instanceof Node node
            && !node.is(Expr.UNIT)
            && !node.is(Expr.CLOCK)
            && node.args().stream().anyMatch(MathAnswers::hasWords));
  }

  /** Whether nothing is left of the text once its dress is off. */
  public static boolean isEmpty(String text) {
    return Dress.off(text).isEmpty();
  }

  /**
   * One spelling for answers of equal value: fractions in lowest terms, other constants to 25
   * digits, sums and products in order.
   */
  public String canonical(String answer, Work work) {
    if (answer.length() > Reader.MAX_CHARS) {
      return answer;
    }
    Expr read = AnswerEquality.valueOf(new Reader(work).read(answer).get(0));
    return Canonical.of(PlusMinus.expanded(read, new Algebra(work)), work);
  }

  private static String shown(Expr expr) {
    String spelled = expr instanceof Text text ? "'" + text.words() + "'" : Spelling.of(expr);
    return spelled.length() <= MAX_SHOWN_CHARS
        ? spelled
        : spelled.substring(
                0, spelled.offsetByCodePoints(0, spelled.codePointCount(0, MAX_SHOWN_CHARS)))
            + "…";
  }

  /** The value if the text is a rational number without unit or sign. */
  public Optional<Rational> number(String text, Work work) {
    return text.length() <= Reader.MAX_CHARS
            && new Reader(work).read(text).get(0) instanceof Num number
        ? Optional.of(number.value())
        : Optional.empty();
  }
}
