package io.retort.benchmark.generator;

/** Greatest common divisors by Euclid's divisions, and least common multiples from them. */
final class GcdLcmFamily implements ProblemFamily {

  @Override
  public Draft draft(int level, Draws draws, TraceBuilder trace) {
    return switch (level) {
      case 1 -> divisorOf(Pair.draw(1, 9, 1, 9, 60, draws), draws, trace);
      case 2 -> divisorOf(Pair.draw(2, 11, 2, 12, 99, draws), draws, trace);
      case 3 -> multipleOf(Pair.draw(1, 9, 1, 9, 60, draws), draws, trace);
      case 4 ->
          draws.coin()
              ? divisorOf(Pair.draw(5, 40, 2, 24, 480, draws), draws, trace)
              : multipleOf(Pair.draw(2, 12, 2, 12, 80, draws), draws, trace);
      default ->
          draws.coin()
              ? divisorOfThree(draws, trace)
              : multipleOf(Pair.draw(3, 16, 3, 14, 160, draws), draws, trace);
    };
  }

  private static Draft divisorOf(Pair pair, Draws draws, TraceBuilder trace) {
    trace.say("I use the Euclidean algorithm.", "Let me divide with remainder until it stops.");
    int gcd = euclid(trace, pair.a(), pair.b());
    trace.check(divided(pair.a(), gcd) + " and " + divided(pair.b(), gcd)).answer(gcd);
    return new Draft(askDivisor(pair.text(), draws), gcd, "gcd " + pair.canonical());
  }

  private static Draft multipleOf(Pair pair, Draws draws, TraceBuilder trace) {
    trace.say("The lcm is the product over the gcd, so first the gcd.", "First I need the gcd.");
    int gcd = euclid(trace, pair.a(), pair.b());
    int quotient = pair.a() / gcd;
    int lcm = quotient * pair.b();
    if (gcd == 1) {
      trace.line("The gcd is 1, so I multiply the two.");
      trace.line();
    } else {
      trace.line("The gcd is " + gcd + ".").text(" ").quotient(pair.a(), gcd);
      trace.line("Then ");
    }
    trace.product(quotient, pair.b());
    trace.check(divided(lcm, pair.a()) + " and " + divided(lcm, pair.b())).answer(lcm);
    String question =
        draws.pick(
            "Find the least common multiple of " + pair.text() + ".",
            "What is the lcm of " + pair.text() + "?",
            "What is the least common multiple of " + pair.text() + "?");
    return new Draft(question, lcm, "lcm " + pair.canonical());
  }

  private static Draft divisorOfThree(Draws draws, TraceBuilder trace) {
    int factor = draws.between(2, 14);
    int most = Math.min(40, 499 / factor);
    Pair pair = Pair.draw(4, most, factor, factor, 499, draws);
    int third = factor * draws.between(4, most);
    while (third == pair.a() || third == pair.b()) {
      third = factor * draws.between(4, most);
    }
    trace.say("First the gcd of " + pair.text() + ".", "I start with " + pair.text() + ".");
    int first = euclid(trace, pair.a(), pair.b());
    trace.line("Now " + first + " and " + third);
    int gcd = euclid(trace, first, third);
    trace.answer(gcd);
    String question = askDivisor(pair.a() + ", " + pair.b() + " and " + third, draws);
    return new Draft(question, gcd, "gcd " + pair.canonicalWith(third));
  }

  /** Writes Euclid's divisions, the larger number first, and returns the gcd. */
  private static int euclid(TraceBuilder trace, int a, int b) {
    int larger = Math.max(a, b);
    int smaller = Math.min(a, b);
    while (smaller != 0) {
      trace.line().division(larger, smaller);
      int remainder = larger % smaller;
      larger = smaller;
      smaller = remainder;
    }
    return larger;
  }

  private static String divided(int dividend, int divisor) {
    return dividend + " ÷ " + divisor + " = " + dividend / divisor;
  }

  private static String askDivisor(String numbers, Draws draws) {
    return draws.pick(
        "Find the greatest common divisor of " + numbers + ".",
        "What is the gcd of " + numbers + "?",
        "What is the greatest common divisor of " + numbers + "?");
  }
}
