package io.retort.benchmark.generator;

import static io.retort.benchmark.generator.Numerals.linear;
import static io.retort.benchmark.generator.Numerals.operand;
import static io.retort.benchmark.generator.Numerals.term;

/** One linear equation in one unknown; the solution is an integer, on level 5 also a fraction. */
final class LinearEquationFamily implements ProblemFamily {

  @Override
  public Draft draft(int level, Draws draws, TraceBuilder trace) {
    String unknown = level == Family.LEVELS ? "x" : draws.pick("x", "y", "n");
    return switch (level) {
      case 1 ->
          switch (draws.between(0, 2)) {
            case 0 -> sumIs(unknown, draws, trace);
            case 1 -> differenceIs(unknown, draws, trace);
            default -> multipleIs(unknown, draws, trace);
          };
      case 2 -> twoSteps(unknown, draws, trace);
      case 3 -> unknownOnBothSides(unknown, draws, trace);
      case 4 -> oneBracket(unknown, draws, trace);
      default -> twoBrackets(unknown, draws, trace);
    };
  }

  private static Draft sumIs(String unknown, Draws draws, TraceBuilder trace) {
    int solution = draws.between(1, 40);
    int a = draws.between(2, 40);
    int right = solution + a;
    trace.say("I subtract " + a + " from both sides.", "Subtract " + a + " on both sides.");
    trace.line(unknown + " = ").sum(right, -a);
    trace.check(solution + " + " + a + " = " + right);
    return drafted(unknown, unknown + " + " + a + " = " + right, solution, draws);
  }

  private static Draft differenceIs(String unknown, Draws draws, TraceBuilder trace) {
    int solution = draws.between(5, 60);
    int a = draws.between(2, 40);
    int right = solution - a;
    trace.say("I add " + a + " to both sides.", "Add " + a + " on both sides.");
    trace.line(unknown + " = ").sum(right, a);
    trace.check(solution + " - " + a + " = " + right);
    return drafted(unknown, unknown + " - " + a + " = " + right, solution, draws);
  }

  private static Draft multipleIs(String unknown, Draws draws, TraceBuilder trace) {
    int solution = draws.between(2, 12);
    int a = draws.between(2, 9);
    int right = a * solution;
    trace.say("I divide both sides by " + a + ".", "Divide both sides by " + a + ".");
    trace.line(unknown + " = ").quotient(right, a);
    trace.check(a + " × " + solution + " = " + right);
    return drafted(unknown, a + unknown + " = " + right, solution, draws);
  }

  private static Draft twoSteps(String unknown, Draws draws, TraceBuilder trace) {
    int a = draws.between(2, 9);
    int b = draws.between(1, 30) * draws.sign();
    int solution = draws.between(1, 15);
    int multiple = a * solution;
    int right = multiple + b;
    String move = b > 0 ? "subtract " + b : "add " + -b;
    trace.say("I " + move + (b > 0 ? " from" : " to") + " both sides.", "First " + move + ".");
    trace.line(a + unknown + " = ").sum(right, -b);
    trace.say("Divide by " + a + ".", "Now divide by " + a + ".");
    trace.line(unknown + " = ").quotient(multiple, a);
    trace.check(
        Numerals.sum(a + " × " + solution, b) + " = " + Numerals.sum(multiple, b) + " = " + right);
    return drafted(unknown, linear(a, unknown, b) + " = " + right, solution, draws);
  }

  private static Draft unknownOnBothSides(String unknown, Draws draws, TraceBuilder trace) {
    int c = draws.between(2, 8);
    int a = c + draws.between(2, 9);
    int b = draws.between(1, 40) * draws.sign();
    int solution = draws.nonZeroBetween(-9, 15);
    int d = (a - c) * solution + b;
    int factor = a - c;
    String collected = factor + unknown;
    trace.say(
        "I subtract " + c + unknown + " from both sides.", "Move " + c + unknown + " to the left.");
    trace.line(a + unknown + " - " + c + unknown + " = " + collected + ", so ");
    trace.text(linear(factor, unknown, b) + " = " + d);
    trace.line("Then " + collected + " = ").sum(d, -b);
    trace.line(unknown + " = ").quotient(factor * solution, factor);
    trace.check(valueAt(solution, a, b) + " and " + valueAt(solution, c, d));
    String equation = linear(a, unknown, b) + " = " + linear(c, unknown, d);
    return drafted(unknown, equation, solution, draws);
  }

  private static Draft oneBracket(String unknown, Draws draws, TraceBuilder trace) {
    int c = draws.between(2, 6);
    int factor = draws.between(2, 7);
    int a = c + factor;
    int b = draws.between(2, 15) * draws.sign();
    int solution = draws.nonZeroBetween(-15, 25);
    int d = a * (solution + b) - c * solution;
    String right = linear(c, unknown, d);
    trace.say("I open the bracket.", "First expand the left side.");
    trace.line().product(a, b).text(", so " + linear(a, unknown, a * b) + " = " + right);
    trace.line("Collect: " + a + unknown + " - " + c + unknown + " = " + factor + unknown);
    trace.text(", and ").sum(d, -a * b);
    trace.line("So " + factor + unknown + " = " + factor * solution);
    trace.text(" and " + unknown + " = ").quotient(factor * solution, factor);
    int bracket = solution + b;
    trace.check(
        a + " × " + operand(bracket) + " = " + a * bracket + " and " + valueAt(solution, c, d));
    String left = a + "(" + linear(1, unknown, b) + ")";
    return drafted(unknown, left + " = " + right, solution, draws);
  }

  private static Draft twoBrackets(String unknown, Draws draws, TraceBuilder trace) {
    int a = draws.between(3, 12);
    int below = draws.between(2, 11);
    int c = below < a ? below : below + 1; // 2..12, but never a
    int b = draws.between(2, 19) * draws.sign();
    int d = draws.between(2, 19) * draws.sign();
    int factor = a - c;
    int constant = a * b - c * d;
    boolean isInteger = draws.coin();
    int right =
        isInteger ? factor * draws.nonZeroBetween(-30, 40) + constant : draws.between(-60, 60);
    trace.say("I open both brackets.", "First expand.");
    trace.line().product(a, b).text(" and ").product(-c, d);
    trace.line("Collect: " + a + "x - " + c + "x = " + term(factor, "x") + ", and ");
    trace.sum(a * b, -c * d);
    trace.line("So " + linear(factor, "x", constant) + " = " + right);
    if (constant != 0) {
      trace.text(", and " + term(factor, "x") + " = ").sum(right, -constant);
    }
    Fraction solution = divide(trace, right - constant, factor);
    String left = a + "(" + linear(1, "x", b) + ") - " + c + "(" + linear(1, "x", d) + ")";
    String equation = left + " = " + right;
    return new Draft(ask(unknown, equation, draws), solution.latex(), equation);
  }

  /** Writes the last step of {@code factor x = right} and returns x in lowest terms. */
  private static Fraction divide(TraceBuilder trace, int right, int factor) {
    Fraction quotient = Fraction.of(right, factor);
    Fraction solution = quotient.reduced();
    if (Math.abs(factor) == 1) {
      trace.line("So x = " + solution.text());
    } else if (solution.denominator() == 1) {
      trace.line("x = ").quotient(right, factor);
    } else {
      trace.line("x = " + right + " ÷ " + operand(factor) + " = " + quotient.text());
      FractionFamily.reduce(trace, quotient);
      trace.line("So x = " + solution.text());
    }
    return solution;
  }

  /** A linear side with its value: {@code 3 × (-2) + 5 = -1}. */
  private static String valueAt(int x, int factor, int constant) {
    String product = factor + " × " + operand(x);
    String side = constant == 0 ? product : Numerals.sum(product, constant);
    return side + " = " + (factor * x + constant);
  }

  private static Draft drafted(String unknown, String equation, int solution, Draws draws) {
    // The letter is wording: 2x = 6 must not train for 2y = 6.
    String canonical = equation.replace(unknown, "x");
    return new Draft(ask(unknown, equation, draws), solution, canonical);
  }

  private static String ask(String unknown, String equation, Draws draws) {
    return draws.pick(
        "Solve for " + unknown + ": " + equation + ".",
        "Find " + unknown + " if " + equation + ".",
        "What is " + unknown + " when " + equation + "?");
  }
}
