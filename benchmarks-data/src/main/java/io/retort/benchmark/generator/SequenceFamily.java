package io.retort.benchmark.generator;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Arithmetic sequences: the next term, a far term, a sum, a term from two others. */
final class SequenceFamily implements ProblemFamily {

  @Override
  public Draft draft(int level, Draws draws, TraceBuilder trace) {
    return switch (level) {
      case 1 -> nextTerm(draws.between(1, 40), draws.between(1, 12), draws, trace);
      case 2 ->
          farTerm(draws.between(1, 30), draws.between(2, 9), draws.between(5, 12), draws, trace);
      case 3 -> {
        int step = draws.pick(-9, -8, -7, -6, -5, -4, -3, 4, 6, 7, 8, 9, 11, 12);
        yield farTerm(draws.between(-20, 60), step, draws.between(12, 60), draws, trace);
      }
      case 4 -> sum(draws.between(1, 20), draws.between(2, 9), draws.between(6, 20), draws, trace);
      default -> draws.coin() ? longSum(draws, trace) : termFromTwo(draws, trace);
    };
  }

  private static Draft nextTerm(int first, int step, Draws draws, TraceBuilder trace) {
    int last = first + 3 * step;
    sayStep(trace, first, step);
    trace.line("Next ").sum(last, step).check(last + step + " - " + last + " = " + step);
    String shown = shown(first, step, 4);
    String question =
        draws.pick("What comes next: " + shown + "?", "Find the next term of " + shown + ".");
    return new Draft(question, last + step, "next " + first + " step " + step);
  }

  private static Draft farTerm(int first, int step, int n, Draws draws, TraceBuilder trace) {
    int steps = n - 1;
    int way = steps * step;
    sayStep(trace, first, step);
    trace.say(
        "Term " + n + " is " + steps + " steps after the first.",
        "I need " + steps + " steps from " + first + ".");
    trace.line().product(steps, step);
    trace.line("Then ").sum(first, way).checkSum(first, way);
    String shown = shown(first, step, 3) + ", ...";
    String question =
        draws.pick(
            "What is term " + n + " of the sequence " + shown + "?",
            "Find term " + n + " of the arithmetic sequence " + shown);
    return new Draft(question, first + way, "term " + n + " of " + first + " step " + step);
  }

  private static Draft longSum(Draws draws, TraceBuilder trace) {
    int step = draws.pick(-7, -6, -4, -3, 3, 4, 6, 7, 8, 9, 11, 13);
    return sum(draws.between(-15, 40), step, draws.between(15, 45), draws, trace);
  }

  private static Draft sum(int first, int step, int n, Draws draws, TraceBuilder trace) {
    int way = (n - 1) * step;
    int last = first + way;
    int ends = first + last;
    sayStep(trace, first, step);
    trace.line().product(n - 1, step).text(", so the last term is ").sum(first, way);
    trace.line("First plus last: ");
    trace.equation(first + " + " + Numerals.operand(last), ends);
    if (n % 2 == 0) {
      trace.line("Half of the terms: ").quotient(n, 2);
      trace.line("Sum: ").product(ends, n / 2);
    } else {
      // With n odd the last term is an even number of steps away, so the ends add up to an even
      // one.
      trace.line("Half of it: ").quotient(ends, 2);
      trace.line("Sum: ").product(n, ends / 2);
    }
    trace.checkSum(first, way);
    String shown = shown(first, step, 3) + ", ...";
    String question =
        draws.pick(
            "What is the sum of the first " + n + " terms of " + shown + "?",
            "Add up the first " + n + " terms of " + shown);
    return new Draft(question, ends * n / 2, "sum of " + n + " from " + first + " step " + step);
  }

  private static Draft termFromTwo(Draws draws, TraceBuilder trace) {
    int i = draws.between(2, 9);
    int j = i + draws.between(3, 9);
    int k = j + draws.between(5, 30);
    int first = draws.between(-20, 60);
    int step = draws.pick(-9, -7, -6, -4, -3, 3, 4, 6, 7, 8, 9, 12, 14);
    int termI = first + (i - 1) * step;
    int termJ = first + (j - 1) * step;
    int way = (k - j) * step;
    trace.line(
        "From term " + i + " to term " + j + ": " + j + " - " + i + " = " + (j - i) + " steps");
    trace.line().equation(termJ + " - " + Numerals.operand(termI), termJ - termI);
    trace.line("One step: ").quotient(termJ - termI, j - i);
    trace.line(
        "From term " + j + " to term " + k + ": " + k + " - " + j + " = " + (k - j) + " steps");
    trace.line().product(k - j, step);
    trace.line("Then ").sum(termJ, way).checkSum(termJ, way);
    String givenI = "term " + i + " is " + termI;
    String givenJ = "term " + j + " is " + termJ;
    String question =
        "In an arithmetic sequence " + givenI + " and " + givenJ + ". What is term " + k + "?";
    return new Draft(question, termJ + way, "term " + k + " from " + givenI + ", " + givenJ);
  }

  private static void sayStep(TraceBuilder trace, int first, int step) {
    trace.line("The difference is ");
    trace.equation(first + step + " - " + Numerals.operand(first), step);
  }

  private static String shown(int first, int step, int terms) {
    return IntStream.range(0, terms)
        .mapToObj(i -> Integer.toString(first + i * step))
        .collect(Collectors.joining(", "));
  }
}
