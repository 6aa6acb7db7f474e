package io.retort.benchmark.generator;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes the reasoning of one problem as a person would: an opening phrase now and then, one
 * elementary step a line, products by partial products, a slip that is noticed at once, a check at
 * the end.
 *
 * <p>Lines are sentences; the full stop is added where a line lacks its end. The only wrong
 * statement is the one ended by a slip.
 */
final class TraceBuilder {

  private static final double OPENING_RATE = 0.4;
  private static final String[] OPENINGS = {
    "Okay, let me work this out.",
    "Let me think step by step.",
    "Alright, one step at a time.",
    "Hmm, let me see."
  };

  // Where a slip is allowed, each result takes it at this rate until one has, so that it can fall
  // on
  // any step and not only on the first.
  private static final double SLIP_HERE_RATE = 0.4;
  private static final int[] SLIP_OFFSETS = {-10, -2, -1, 1, 2, 10};

  // Up to 12 × 12 a product is known by heart; above it is built from partial products.
  private static final int KNOWN_BY_HEART = 12;

  private final Draws draws;
  private final boolean isChecked;
  private boolean maySlip;
  private final List<TraceSegment> segments = new ArrayList<>();
  private final StringBuilder learned = new StringBuilder();

  TraceBuilder(Draws draws, GeneratorOptions options) {
    this.draws = draws;
    this.maySlip = draws.chance(options.slipRate());
    this.isChecked = draws.chance(options.checkRate());
    if (draws.chance(OPENING_RATE)) {
      say(OPENINGS);
    }
  }

  /** Adds one of these lines. */
  TraceBuilder say(String... variants) {
    return line(draws.pick(variants));
  }

  /** Ends the line before and starts the next with this text. */
  TraceBuilder line(String start) {
    endLine();
    if (!learned.isEmpty()) {
      learned.append('\n');
    }
    learned.append(start);
    return this;
  }

  /** Ends the line before and starts an empty one. */
  TraceBuilder line() {
    return line("");
  }

  TraceBuilder text(String text) {
    learned.append(text);
    return this;
  }

  /** Writes {@code left = value}, perhaps with a slip before it. */
  TraceBuilder equation(String left, int value) {
    if (maySlip && draws.chance(SLIP_HERE_RATE)) {
      maySlip = false;
      int wrong = value + draws.pick(SLIP_OFFSETS);
      // A wrong sign would show before the digits that are left out of the loss.
      if (wrong < 0 == value < 0) {
        slip(left + (wrong < 0 ? " = -" : " = "), Math.abs(wrong));
      }
    }
    return text(left + " = " + value);
  }

  /** Writes a sum or difference of two numbers and its result, the sign as the operator. */
  TraceBuilder sum(int left, int right) {
    return equation(Numerals.sum(left, right), left + right);
  }

  /** Writes a product with the partial products a person would write. */
  TraceBuilder product(int a, int b) {
    String left = a + " × " + Numerals.operand(b);
    int larger = Math.max(Math.abs(a), Math.abs(b));
    int smaller = Math.min(Math.abs(a), Math.abs(b));
    return equation(left + partialProducts(larger, smaller, a < 0 != b < 0), a * b);
  }

  /** Writes a division that leaves no remainder. */
  TraceBuilder quotient(int dividend, int divisor) {
    return equation(dividend + " ÷ " + Numerals.operand(divisor), dividend / divisor);
  }

  /** Writes a division with remainder as {@code a = q × b + r}; both positive. */
  TraceBuilder division(int dividend, int divisor) {
    int remainder = dividend % divisor;
    String whole = dividend + " = " + dividend / divisor + " × " + divisor;
    return text(remainder == 0 ? whole + ", no remainder" : whole + " + " + remainder);
  }

  /** Adds a line that checks the result by these true equations, if this trace has a check. */
  TraceBuilder check(String equations) {
    if (isChecked) {
      line(draws.pick("Let me check: ", "Wait, let me check: ") + equations + ". Good");
    }
    return this;
  }

  /** Adds the check of {@code left + right}, or of a difference where {@code right} is negative. */
  TraceBuilder checkSum(int left, int right) {
    return check(Numerals.sum(left + right, -right) + " = " + left);
  }

  /** Adds the line that states the answer. */
  TraceBuilder answer(String answer) {
    return say("So the answer is " + answer, "So it is " + answer, "That gives " + answer);
  }

  TraceBuilder answer(int answer) {
    return answer(Integer.toString(answer));
  }

  /** The finished reasoning. */
  List<TraceSegment> segments() {
    endLine();
    List<TraceSegment> all = new ArrayList<>(segments);
    all.add(new TraceSegment(learned.toString(), true));
    return all;
  }

  private void endLine() {
    if (!learned.isEmpty() && ".?".indexOf(learned.charAt(learned.length() - 1)) < 0) {
      learned.append('.');
    }
  }

  private void slip(String left, int wrong) {
    segments.add(new TraceSegment(learned + left, true));
    segments.add(new TraceSegment(Integer.toString(wrong), false));
    learned.setLength(0);
    learned.append(". Wait, that is not right. ");
  }

  private static String partialProducts(int larger, int smaller, boolean isNegative) {
    int split = smaller < 10 ? larger : smaller;
    int rest = split % leadingPlace(split);
    if (larger <= KNOWN_BY_HEART || smaller <= 1 || rest == 0) {
      return "";
    }
    int factor = smaller < 10 ? smaller : larger;
    int leading = split - rest;
    String sign = isNegative ? "-" : "";
    String operator = isNegative ? " - " : " + ";
    String results = " = " + sign + leading * factor + operator + rest * factor;
    if (smaller < 10) {
      return results;
    }
    String factors = factor + " × " + leading + operator + factor + " × " + rest;
    return " = " + sign + factors + results;
  }

  private static int leadingPlace(int value) {
    return value < 10 ? 1 : 10 * leadingPlace(value / 10);
  }
}
