package io.retort.benchmark.generator;

/** Remainders of numbers, sums, products and powers; the answer is in 0..modulus-1. */
final class ModularFamily implements ProblemFamily {

  @Override
  public Draft draft(int level, Draws draws, TraceBuilder trace) {
    return switch (level) {
      case 1 -> number(draws, trace);
      case 2 -> sum(draws, trace);
      case 3 -> product(draws, trace);
      case 4 -> power(draws, trace);
      default -> powerPlusProduct(draws, trace);
    };
  }

  private static Draft number(Draws draws, TraceBuilder trace) {
    int modulus = draws.between(2, 9);
    int a = draws.between(modulus + 1, 60);
    int quotient = a / modulus;
    int remainder = a % modulus;
    int multiple = quotient * modulus;
    trace.say(
        "How often does " + modulus + " go into " + a + "?", "I divide " + a + " by " + modulus);
    trace.line().division(a, modulus);
    trace.line("The remainder is " + remainder);
    String product = quotient + " × " + modulus + " = " + multiple;
    trace.check(product + " and " + multiple + " + " + remainder + " = " + a);
    return drafted(Integer.toString(a), a + " mod " + modulus, modulus, remainder, draws);
  }

  private static Draft sum(Draws draws, TraceBuilder trace) {
    int modulus = draws.between(3, 12);
    int a = draws.between(20, 99);
    int b = draws.between(20, 99);
    int sum = a + b;
    trace.line().sum(a, b);
    trace.say("Now divide by " + modulus, "How often does " + modulus + " go into " + sum + "?");
    trace.line().division(sum, modulus);
    trace.line("The remainder is " + sum % modulus).checkSum(a, b);
    String canonical = ArithmeticFamily.unordered(a, "+", b) + " mod " + modulus;
    return drafted(a + " + " + b, canonical, modulus, sum % modulus, draws);
  }

  private static Draft product(Draws draws, TraceBuilder trace) {
    int modulus = draws.between(5, 13);
    int a = draws.between(modulus + 2, 99);
    int b = draws.between(modulus + 2, 99);
    int product = a % modulus * (b % modulus);
    trace.say("I reduce both factors modulo " + modulus, "First reduce the factors.");
    trace.line().division(a, modulus).text(" and ").division(b, modulus);
    trace.line("Then ").product(a % modulus, b % modulus);
    residue(trace.line(), product, modulus).answer(product % modulus);
    String canonical = ArithmeticFamily.unordered(a, "×", b) + " mod " + modulus;
    return drafted(a + " × " + b, canonical, modulus, product % modulus, draws);
  }

  private static Draft power(Draws draws, TraceBuilder trace) {
    int modulus = draws.between(5, 13);
    int base = base(2, 20, modulus, draws);
    int exponent = draws.between(3, 5);
    trace.say("I multiply step by step modulo " + modulus, "One power at a time.");
    int power = powers(trace, base, exponent, modulus);
    trace.answer(power);
    String expression = base + "^" + exponent;
    return drafted(expression, expression + " mod " + modulus, modulus, power, draws);
  }

  private static Draft powerPlusProduct(Draws draws, TraceBuilder trace) {
    int modulus = draws.between(11, 29);
    int base = base(3, 40, modulus, draws);
    int exponent = draws.between(3, 4);
    int b = draws.between(11, 60);
    int c = draws.between(11, 60);
    trace.say("First the power modulo " + modulus, "I start with the power.");
    int power = powers(trace, base, exponent, modulus);
    residue(residue(trace.line("Next "), b, modulus).text(" and "), c, modulus);
    int product = b % modulus * (c % modulus);
    trace.line().product(b % modulus, c % modulus);
    int sum = power + reduced(trace, product, modulus);
    trace.line("Sum: ").sum(power, product % modulus);
    int value = reduced(trace, sum, modulus);
    trace.answer(value);
    String powerText = base + "^" + exponent + " + ";
    String canonical = powerText + ArithmeticFamily.unordered(b, "×", c) + " mod " + modulus;
    return drafted(powerText + b + " × " + c, canonical, modulus, value, draws);
  }

  /** A base whose powers are not all 0 or 1. */
  private static int base(int low, int high, int modulus, Draws draws) {
    int base = draws.between(low, high);
    while (base % modulus < 2) {
      base = draws.between(low, high);
    }
    return base;
  }

  /** Writes one multiplication a line, reduced at once, and returns the power's remainder. */
  private static int powers(TraceBuilder trace, int base, int exponent, int modulus) {
    int factor = base % modulus;
    if (base >= modulus) {
      trace.line().division(base, modulus).text(", so I use " + factor);
    }
    int power = factor;
    for (int i = 2; i <= exponent; i++) {
      trace.line("Power " + i + ": ").product(power, factor);
      power = reduced(trace, power * factor, modulus);
    }
    return power;
  }

  /** Goes on from a value to its remainder, if it is not one already. */
  private static int reduced(TraceBuilder trace, int value, int modulus) {
    if (value >= modulus) {
      trace.text(", and ").division(value, modulus);
    }
    return value % modulus;
  }

  private static TraceBuilder residue(TraceBuilder trace, int value, int modulus) {
    return value < modulus
        ? trace.text(value + " is less than " + modulus)
        : trace.division(value, modulus);
  }

  private static Draft drafted(
      String expression, String canonical, int modulus, int remainder, Draws draws) {
    String grouped = expression.contains(" ") ? "(" + expression + ")" : expression;
    String question =
        draws.pick(
            "What is the remainder when " + expression + " is divided by " + modulus + "?",
            "Find " + grouped + " mod " + modulus + ".",
            "Compute " + grouped + " modulo " + modulus + ".");
    return new Draft(question, remainder, canonical);
  }
}
