package io.retort.benchmark.generator;

import static io.retort.benchmark.generator.ArithmeticFamily.ask;

/** Percentages of a number, changes by percent, and what percent one number is of another. */
final class PercentFamily implements ProblemFamily {

  @Override
  public Draft draft(int level, Draws draws, TraceBuilder trace) {
    return switch (level) {
      case 1 -> simpleShare(draws, trace);
      case 2 -> share(draws, trace);
      case 3 -> change(draws, trace);
      case 4 -> whatPercent(draws, trace);
      default -> twoChanges(draws, trace);
    };
  }

  private static Draft simpleShare(Draws draws, TraceBuilder trace) {
    int percent = draws.pick(5, 10, 20, 25, 50);
    int divisor = 100 / percent;
    int value = draws.between(1, 60);
    int whole = value * divisor;
    trace.say(
        percent + "% means 1/" + divisor + " of it.",
        percent + "% is the same as 1/" + divisor + ".");
    trace.line().quotient(whole, divisor);
    trace.check(value + " × " + divisor + " = " + whole);
    String expression = percent + "% of " + whole;
    return new Draft(ask(draws, expression), value, expression);
  }

  private static Draft share(Draws draws, TraceBuilder trace) {
    int twentieths = draws.between(1, 18);
    int percent = 5 * (twentieths < 10 ? twentieths : twentieths + 1); // 5..95, but never 50
    int whole = 20 * draws.between(2, 20);
    trace.say("First 10% of " + whole + ".", "I go through 10%.");
    int value = percentOf(trace, percent, whole);
    String expression = percent + "% of " + whole;
    return new Draft(ask(draws, expression), value, expression);
  }

  private static Draft change(Draws draws, TraceBuilder trace) {
    int percent = 5 * draws.between(1, 12);
    int whole = 20 * draws.between(2, 30);
    int sign = draws.sign();
    String thing = draws.pick("price", "number", "value");
    trace.say(
        "I need " + percent + "% of " + whole + " first.", "First " + percent + "% of " + whole);
    int change = sign * percentOf(trace, percent, whole);
    trace.line(sign > 0 ? "Add it: " : "Take it away: ").sum(whole, change).checkSum(whole, change);
    String changed = sign > 0 ? " is increased by " : " is decreased by ";
    String question =
        "A " + thing + " of " + whole + changed + percent + "%. What is the new " + thing + "?";
    return new Draft(question, whole + change, whole + " changed by " + sign * percent + "%");
  }

  private static Draft whatPercent(Draws draws, TraceBuilder trace) {
    int twentieths = draws.between(1, 38);
    int percent = 5 * (twentieths < 20 ? twentieths : twentieths + 1); // 5..195, but never 100
    int whole = 20 * draws.between(2, 45);
    int part = whole / 20 * (percent / 5);
    int hundredfold = 100 * part;
    trace.say(
        "I need " + part + " ÷ " + whole + " as a percent.",
        "The part is " + part + " and the whole is " + whole + ".");
    trace.line().equation("100 × " + part, hundredfold);
    trace.line().quotient(hundredfold, whole);
    trace.check(percent + " × " + whole + " = " + hundredfold);
    trace.line("So it is " + percent + "%");
    String question =
        draws.pick(
            "What percent of " + whole + " is " + part + "?",
            part + " is what percent of " + whole + "?");
    return new Draft(question, percent + "\\%", "what percent " + part + " of " + whole);
  }

  private static Draft twoChanges(Draws draws, TraceBuilder trace) {
    int whole;
    int first;
    int between;
    do {
      whole = 100 * draws.between(2, 40);
      first = 5 * draws.between(1, 10) * draws.sign();
      between = whole + whole / 100 * first;
    } while (between % 20 != 0); // or a twentieth of it, which the second step needs, is no integer
    int second = 5 * draws.between(1, 10) * draws.sign();
    String thing = draws.pick("price", "population", "value");
    trace.say("Two steps, one after the other.", "I take one change at a time.");
    changed(trace, whole, first);
    int value = changed(trace, between, second);
    trace.checkSum(between, value - between);
    String changes = fallsOrRises(first) + " and then " + fallsOrRises(second);
    String question = "A " + thing + " of " + whole + " " + changes + ". What is it now?";
    return new Draft(question, value, whole + " changed by " + first + "% and " + second + "%");
  }

  private static int changed(TraceBuilder trace, int whole, int percent) {
    trace.line("I need " + Math.abs(percent) + "% of " + whole);
    int change = Integer.signum(percent) * percentOf(trace, Math.abs(percent), whole);
    trace.line("Then ").sum(whole, change);
    return whole + change;
  }

  /** Writes the way by tenths and half tenths: percent a multiple of 5, whole one of 20. */
  private static int percentOf(TraceBuilder trace, int percent, int whole) {
    int tenth = whole / 10;
    int tens = percent / 10;
    trace.line("10% of " + whole + " is " + tenth);
    if (tens > 1) {
      trace.line(10 * tens + "% is " + tens + " times that: ").product(tenth, tens);
    }
    if (percent % 10 != 0) {
      trace.line("5% is half of " + tenth + ": ").quotient(tenth, 2);
      if (tens > 0) {
        trace.line("Together ").sum(tenth * tens, tenth / 2);
      }
    }
    return whole / 20 * (percent / 5);
  }

  private static String fallsOrRises(int percent) {
    return (percent > 0 ? "rises by " : "falls by ") + Math.abs(percent) + "%";
  }
}
