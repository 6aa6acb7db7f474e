package io.retort.benchmark.generator;

/** Whole-number expressions with precedence and brackets; results may be negative. */
final class ArithmeticFamily implements ProblemFamily {

  /** The ways of asking for a value, shared with percentages. */
  static String ask(Draws draws, String expression) {
    return draws.pick(
        "What is " + expression + "?",
        "Compute " + expression + ".",
        "Work out " + expression + ".",
        "Calculate " + expression + ".");
  }

  @Override
  public Draft draft(int level, Draws draws, TraceBuilder trace) {
    int kind = draws.between(0, 2);
    return switch (level) {
      case 1 ->
          switch (kind) {
            case 0 -> product(draws, trace);
            case 1 -> sum(draws, trace);
            default -> difference(draws, trace);
          };
      case 2 -> kind == 0 ? sumTimes(draws, trace) : productPlus(draws, trace);
      case 3 -> draws.coin() ? bracketTimesPlus(draws, trace) : twoProducts(40, 3, 9, draws, trace);
      case 4 ->
          switch (kind) {
            case 0 -> twoBrackets(60, draws.between(3, 30), draws.between(10, 200), draws, trace);
            case 1 -> innerProduct(draws, trace);
            default -> quotientAndProduct(draws, trace);
          };
      default ->
          switch (kind) {
            case 0 -> twoProducts(99, 12, 99, draws, trace);
            case 1 -> innerBracket(draws, trace);
            default ->
                twoBrackets(99, draws.between(13, 59), draws.between(100, 999), draws, trace);
          };
    };
  }

  private static Draft product(Draws draws, TraceBuilder trace) {
    int a = draws.between(2, 12);
    int b = draws.between(2, 9);
    trace.say("Okay, this is one multiplication.", "I need to multiply.");
    trace.line().product(a, b).check(a * b + " ÷ " + b + " = " + a);
    return new Draft(ask(draws, a + " × " + b), a * b, unordered(a, "×", b));
  }

  private static Draft sum(Draws draws, TraceBuilder trace) {
    int a = draws.between(10, 89);
    int b = draws.between(10, 89);
    int ones = a % 10 + b % 10;
    int tens = a + b - ones;
    trace.line("Tens: " + (a - a % 10) + " + " + (b - b % 10) + " = " + tens);
    trace.line("Ones: " + a % 10 + " + " + b % 10 + " = " + ones);
    trace.line("Together ").sum(tens, ones).checkSum(a, b);
    return new Draft(ask(draws, a + " + " + b), a + b, unordered(a, "+", b));
  }

  private static Draft difference(Draws draws, TraceBuilder trace) {
    int b = draws.between(10, 60);
    int a = b + draws.between(1, 39);
    trace.say("Okay, a subtraction.", "I need to subtract.");
    trace.line().sum(a, -b).checkSum(a, -b);
    return drafted(a + " - " + b, a - b, draws);
  }

  private static Draft sumTimes(Draws draws, TraceBuilder trace) {
    int a = draws.between(2, 20);
    int b = draws.between(2, 20);
    int c = draws.between(2, 9);
    int sum = a + b;
    sayBracketFirst(trace).line().sum(a, b);
    trace.line("Then ").product(sum, c).check(sum * c + " ÷ " + c + " = " + sum);
    return drafted("(" + a + " + " + b + ") × " + c, sum * c, draws);
  }

  private static Draft productPlus(Draws draws, TraceBuilder trace) {
    int a = draws.between(2, 19);
    int b = draws.between(2, 9);
    int product = a * b;
    int c = draws.between(2, 50);
    int last = draws.coin() || c > product ? c : -c;
    trace.say("Multiplication comes first.", "I multiply first.");
    trace.line().product(a, b);
    trace.line("Then ").sum(product, last).checkSum(product, last);
    return drafted(Numerals.sum(a + " × " + b, last), product + last, draws);
  }

  private static Draft bracketTimesPlus(Draws draws, TraceBuilder trace) {
    int b = draws.between(5, 50) * draws.sign();
    int a = b > 0 ? draws.between(5, 50) : draws.between(1, 45) - b;
    int c = draws.between(3, 9);
    int last = draws.between(5, 99) * draws.sign();
    int product = (a + b) * c;
    sayBracketFirst(trace).line().sum(a, b);
    trace.line("Then ").product(a + b, c);
    trace.line("Finally ").sum(product, last).checkSum(product, last);
    String expression = Numerals.sum("(" + Numerals.sum(a, b) + ") × " + c, last);
    return drafted(expression, product + last, draws);
  }

  private static Draft twoProducts(
      int highLeft, int lowRight, int highRight, Draws draws, TraceBuilder trace) {
    int a = draws.between(11, highLeft);
    int b = draws.between(lowRight, highRight);
    int c = draws.between(11, highLeft);
    int d = draws.between(lowRight, highRight);
    int sign = draws.sign();
    trace.say("Both products come first.", "I do the two products first.");
    trace.line().product(a, b);
    trace.line().product(c, d);
    trace.line("Then ").sum(a * b, sign * c * d).checkSum(a * b, sign * c * d);
    String operator = sign > 0 ? " + " : " - ";
    String expression = a + " × " + b + operator + c + " × " + d;
    return drafted(expression, a * b + sign * c * d, draws);
  }

  private static Draft twoBrackets(
      int high, int difference, int size, Draws draws, TraceBuilder trace) {
    int a = draws.between(10, high);
    int b = draws.between(10, high);
    int d = draws.between(2, 40);
    int c = d + difference;
    int last = size * draws.sign();
    int product = (a + b) * difference;
    trace.say("There are two brackets.", "First the brackets.");
    trace.line().sum(a, b);
    trace.line().sum(c, -d);
    trace.line("Then ").product(a + b, difference);
    trace.line("Finally ").sum(product, last).checkSum(product, last);
    String brackets = "(" + a + " + " + b + ") × (" + c + " - " + d + ")";
    return drafted(Numerals.sum(brackets, last), product + last, draws);
  }

  private static Draft innerProduct(Draws draws, TraceBuilder trace) {
    int a = draws.between(12, 60);
    int b = draws.between(5, 40);
    int c = draws.between(11, 30);
    int d = draws.between(3, 9);
    int factor = draws.between(3, 9);
    int bracket = b + c * d;
    int product = factor * bracket;
    trace.say("Inside the bracket the product comes first.", "I work from the inside.");
    trace.line().product(c, d);
    trace.line().sum(b, c * d);
    trace.line("Then ").product(factor, bracket);
    trace.line("Finally ").sum(a, product).checkSum(a, product);
    String expression = a + " + " + factor + " × (" + b + " + " + c + " × " + d + ")";
    return drafted(expression, a + product, draws);
  }

  private static Draft quotientAndProduct(Draws draws, TraceBuilder trace) {
    int divisor = draws.between(3, 12);
    int quotient = draws.between(12, 60);
    int b = draws.between(11, 30);
    int c = draws.between(3, 9);
    int sign = draws.sign();
    int dividend = divisor * quotient;
    trace.say("Division and multiplication come first.", "First the division and the product.");
    trace.line().quotient(dividend, divisor);
    trace.line().product(b, c);
    trace.line("Then ").sum(quotient, sign * b * c).checkSum(quotient, sign * b * c);
    String operator = sign > 0 ? " + " : " - ";
    String expression = dividend + " ÷ " + divisor + operator + b + " × " + c;
    return drafted(expression, quotient + sign * b * c, draws);
  }

  private static Draft innerBracket(Draws draws, TraceBuilder trace) {
    int a = draws.between(10, 60);
    int b = draws.between(10, 60);
    int c = draws.between(3, 9);
    int d = draws.between(10, 99);
    int factor = draws.between(3, 9);
    int product = (a + b) * c;
    trace.say("I work from the inside.", "First the inner bracket.");
    trace.line().sum(a, b);
    trace.line().product(a + b, c);
    trace.line("Then ").sum(product, -d);
    int value = (product - d) * factor;
    trace.line("Finally ").product(product - d, factor);
    trace.check(value + " ÷ " + factor + " = " + (product - d));
    String expression = "((" + a + " + " + b + ") × " + c + " - " + d + ") × " + factor;
    return drafted(expression, value, draws);
  }

  private static TraceBuilder sayBracketFirst(TraceBuilder trace) {
    return trace.say("First the bracket.", "I start with the bracket.");
  }

  private static Draft drafted(String expression, int value, Draws draws) {
    return new Draft(ask(draws, expression), value, expression);
  }

  /** One form for both orders of the operands, so that 3 + 4 cannot train for 4 + 3. */
  static String unordered(int a, String operator, int b) {
    return Math.min(a, b) + " " + operator + " " + Math.max(a, b);
  }
}
