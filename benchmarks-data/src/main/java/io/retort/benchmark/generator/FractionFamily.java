package io.retort.benchmark.generator;

import java.util.ArrayList;
import java.util.List;

/** Simplifying, adding, multiplying and dividing fractions; the answer is in lowest terms. */
final class FractionFamily implements ProblemFamily {

  /** Writes how a fraction is brought to lowest terms, and returns it so. */
  static Fraction reduce(TraceBuilder trace, Fraction fraction) {
    int factor = fraction.commonFactor();
    if (fraction.numerator() == 0) {
      trace.line("The numerator is 0, so the value is 0.");
    } else if (factor == 1) {
      trace.say(fraction.text() + " is in lowest terms.", "This cannot be reduced.");
    } else {
      trace.line("Divide both by " + factor + ": ").quotient(fraction.numerator(), factor);
      trace.text(" and ").quotient(fraction.denominator(), factor);
    }
    return fraction.reduced();
  }

  @Override
  public Draft draft(int level, Draws draws, TraceBuilder trace) {
    return switch (level) {
      case 1 -> simplify(draws, trace);
      case 2 -> sameDenominator(draws, trace);
      case 3 -> twoDenominators(draws, trace);
      case 4 -> draws.coin() ? product(draws, trace) : quotient(draws, trace);
      default -> draws.coin() ? threeTerms(draws, trace) : productPlus(draws, trace);
    };
  }

  private static Draft simplify(Draws draws, TraceBuilder trace) {
    Fraction target = drawProper(12, draws);
    int factor = draws.between(2, 6);
    int a = target.numerator() * factor;
    int b = target.denominator() * factor;
    String given = a + "/" + b;
    trace.say(
        "I look for a common factor of " + a + " and " + b + ".",
        "What divides both " + a + " and " + b + "?");
    reduce(trace, new Fraction(a, b));
    trace.check(target.expansion(factor) + " = " + given);
    trace.line("So " + given + " = " + target.text());
    String question =
        draws.pick(
            "Simplify " + given + ".",
            "Write " + given + " in lowest terms.",
            "Reduce the fraction " + given + ".");
    return new Draft(question, target.latex(), given);
  }

  private static Draft sameDenominator(Draws draws, TraceBuilder trace) {
    int denominator = draws.between(4, 20);
    int a = draws.between(1, denominator - 1);
    int b = draws.between(1, denominator - 1);
    boolean isSum = draws.coin() || a == b;
    Fraction left = new Fraction(isSum ? a : Math.max(a, b), denominator);
    Fraction right = new Fraction(isSum ? b : -Math.min(a, b), denominator);
    trace.say("The denominators are equal.", "Same denominator " + denominator + ".");
    trace.line().sum(left.numerator(), right.numerator());
    return reducedSum(left, right, denominator, draws, trace);
  }

  private static Draft twoDenominators(Draws draws, TraceBuilder trace) {
    Fraction left = drawProper(9, draws);
    Fraction right = drawProper(9, draws);
    while (left.denominator() == right.denominator()) {
      right = drawProper(9, draws);
    }
    right = right.times(draws.sign());
    int common = Fraction.lcm(left.denominator(), right.denominator());
    expand(trace, common, left, right.magnitude());
    trace.line().sum(left.numeratorOver(common), right.numeratorOver(common));
    return reducedSum(left, right, common, draws, trace);
  }

  /** Ends a sum of two fractions whose numerators over the common denominator are added up. */
  private static Draft reducedSum(
      Fraction left, Fraction right, int common, Draws draws, TraceBuilder trace) {
    int a = left.numeratorOver(common);
    int b = right.numeratorOver(common);
    Fraction sum = new Fraction(a + b, common);
    trace.text(", so we get " + sum.text());
    Fraction result = reduce(trace, sum);
    trace.checkSum(a, b).answer(result.text());
    String expression = plus(left.text(), right);
    String canonical = right.numerator() > 0 ? unordered(left, "+", right) : expression;
    return new Draft(ask(expression, draws), result.latex(), canonical);
  }

  private static Draft product(Draws draws, TraceBuilder trace) {
    Fraction left = draw(15, 16, draws);
    Fraction right = drawOver(left.denominator(), draws);
    trace.say(
        "Multiply tops and bottoms.",
        "Numerators times numerators, denominators times denominators.");
    Fraction result = reduce(trace, multiply(trace, left, right));
    trace.answer(result.text());
    String question = ask(left.text() + " × " + right.text(), draws);
    return new Draft(question, result.latex(), unordered(left, "×", right));
  }

  private static Draft quotient(Draws draws, TraceBuilder trace) {
    Fraction left = draw(15, 16, draws);
    Fraction right = drawOver(left.denominator(), draws);
    Fraction flipped = right.inverse();
    trace.say(
        "Dividing by " + right.text() + " is multiplying by " + flipped.text() + ".",
        "I flip " + right.text() + " to " + flipped.text() + " and multiply.");
    Fraction result = reduce(trace, multiply(trace, left, flipped));
    trace.answer(result.text());
    String expression = left.text() + " ÷ " + right.text();
    return new Draft(ask(expression, draws), result.latex(), expression);
  }

  private static Draft threeTerms(Draws draws, TraceBuilder trace) {
    Fraction first = draw(11, 12, draws);
    Fraction second = draw(11, 12, draws);
    Fraction third = draw(9, 9, draws);
    while (haveEqualDenominators(first, second, third)) {
      second = draw(11, 12, draws);
      third = draw(9, 9, draws);
    }
    second = second.times(draws.sign());
    third = third.times(draws.sign());
    int common = Fraction.lcm(first.denominator(), second.denominator());
    common = Fraction.lcm(common, third.denominator());
    int a = first.numeratorOver(common);
    int b = second.numeratorOver(common);
    int c = third.numeratorOver(common);
    Fraction sum = new Fraction(a + b + c, common);
    expand(trace, common, first, second.magnitude(), third.magnitude());
    trace.line().sum(a, b).text(" and ").sum(a + b, c).text(", so we get " + sum.text());
    Fraction result = reduce(trace, sum);
    trace.checkSum(a + b, c).answer(result.text());
    String expression = plus(plus(first.text(), second), third);
    return new Draft(ask(expression, draws), result.latex(), expression);
  }

  private static Draft productPlus(Draws draws, TraceBuilder trace) {
    Fraction first = draw(11, 12, draws);
    Fraction second = draw(11, 12, draws);
    Fraction third = draw(9, 9, draws);
    while (haveEqualDenominators(first, second, third)) {
      second = draw(11, 12, draws);
      third = draw(9, 9, draws);
    }
    third = third.times(draws.sign());
    trace.say("The product comes first.", "First I multiply.");
    Fraction product = multiply(trace, first, second);
    if (product.commonFactor() > 1) {
      product = reduce(trace, product);
    }
    int common = Fraction.lcm(product.denominator(), third.denominator());
    int a = product.numeratorOver(common);
    int b = third.numeratorOver(common);
    Fraction sum = new Fraction(a + b, common);
    if (product.denominator() != third.denominator()) {
      expand(trace, common, product, third.magnitude());
    }
    trace.line().sum(a, b).text(", so we get " + sum.text());
    Fraction result = reduce(trace, sum);
    trace.checkSum(a, b).answer(result.text());
    String expression = plus(first.text() + " × " + second.text(), third);
    return new Draft(ask(expression, draws), result.latex(), expression);
  }

  private static Fraction multiply(TraceBuilder trace, Fraction left, Fraction right) {
    int numerator = left.numerator() * right.numerator();
    int denominator = left.denominator() * right.denominator();
    trace.line().product(left.numerator(), right.numerator()).text(" and ");
    trace.product(left.denominator(), right.denominator());
    trace.text(", so we get " + numerator + "/" + denominator);
    return new Fraction(numerator, denominator);
  }

  /** Writes the fractions over their common denominator, leaving out those that already are. */
  private static void expand(TraceBuilder trace, int common, Fraction... fractions) {
    trace.say(
        "The least common denominator is " + common + ".",
        "A common denominator is " + common + ".");
    List<String> expansions = new ArrayList<>();
    for (Fraction fraction : fractions) {
      int factor = common / fraction.denominator();
      if (factor > 1) {
        String expanded = fraction.numerator() * factor + "/" + common;
        expansions.add(fraction.text() + " = " + fraction.expansion(factor) + " = " + expanded);
      }
    }
    int last = expansions.size() - 1;
    String tail = expansions.get(last);
    trace.line(last == 0 ? tail : String.join(", ", expansions.subList(0, last)) + " and " + tail);
  }

  /** A sum as it is asked, a negative term as a difference. */
  private static String plus(String left, Fraction right) {
    return left + (right.numerator() > 0 ? " + " : " - ") + right.magnitude().text();
  }

  /** One form for both orders of the operands. */
  private static String unordered(Fraction left, String operator, Fraction right) {
    String a = left.text();
    String b = right.text();
    return a.compareTo(b) < 0 ? a + " " + operator + " " + b : b + " " + operator + " " + a;
  }

  private static boolean haveEqualDenominators(Fraction first, Fraction second, Fraction third) {
    return first.denominator() == second.denominator()
        || first.denominator() == third.denominator()
        || second.denominator() == third.denominator();
  }

  private static Fraction drawOver(int otherDenominator, Draws draws) {
    Fraction fraction = draw(15, 16, draws);
    while (fraction.denominator() == otherDenominator) {
      fraction = draw(15, 16, draws);
    }
    return fraction;
  }

  private static Fraction drawProper(int highestDenominator, Draws draws) {
    Fraction fraction = draw(highestDenominator - 1, highestDenominator, draws);
    while (fraction.numerator() > fraction.denominator()) {
      fraction = draw(highestDenominator - 1, highestDenominator, draws);
    }
    return fraction;
  }

  /** A positive fraction in lowest terms that is not a whole number. */
  private static Fraction draw(int highestNumerator, int highestDenominator, Draws draws) {
    while (true) {
      int numerator = draws.between(1, highestNumerator);
      int denominator = draws.between(2, highestDenominator);
      if (Fraction.gcd(numerator, denominator) == 1) {
        return new Fraction(numerator, denominator);
      }
    }
  }

  private static String ask(String expression, Draws draws) {
    return draws.pick(
        "Compute " + expression + " and simplify.",
        "What is " + expression + " in lowest terms?",
        "Work out " + expression + " as a fraction in lowest terms.");
  }
}
