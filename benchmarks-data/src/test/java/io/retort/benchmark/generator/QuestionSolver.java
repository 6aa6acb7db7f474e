package io.retort.benchmark.generator;

import io.retort.benchmark.generator.ExactExpression.Rational;
import java.math.BigInteger;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Works out problems from the words of the question alone, without the generator's numbers. */
final class QuestionSolver {

  private static final Pattern EXPRESSION =
      Pattern.compile(
          "(?:What is|Compute|Work out|Calculate|Simplify|Write|Reduce the fraction) (.*?)"
              + "(?: and simplify| in lowest terms| as a fraction in lowest terms)?[.?]");
  private static final Pattern EQUATION =
      Pattern.compile(
          "(?:Solve for|Find|What is) ([xyn])(?::| if| when) (?<left>.*) = (?<right>.*)[.?]");
  private static final Pattern REMAINDER =
      Pattern.compile("(?:when|Find|Compute) (.*) (?:is divided by|mod|modulo) (\\d+)[.?]");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+");

  private QuestionSolver() {}

  static Rational solve(Family family, String question) {
    int[] numbers =
        NUMBER
            .matcher(question)
            .results()
            .map(MatchResult::group)
            .mapToInt(Integer::parseInt)
            .toArray();
    return switch (family) {
      case ARITHMETIC, FRACTIONS -> ExactExpression.evaluate(match(EXPRESSION, question).group(1));
      case LINEAR_EQUATIONS -> solution(match(EQUATION, question));
      case GCD_LCM -> Rational.of(divisorOrMultiple(question, numbers));
      case MODULAR -> remainder(match(REMAINDER, question));
      case PERCENT -> percent(question, numbers);
      case SEQUENCES -> Rational.of(sequence(question, numbers));
      case WORD_PROBLEMS -> story(question, numbers);
    };
  }

  /** The zero of left - right, a straight line, from its values at 0 and 1. */
  private static Rational solution(Matcher equation) {
    Rational atZero = difference(equation, 0);
    Rational slope = difference(equation, 1).plus(atZero.negated());
    return atZero.negated().times(slope.inverse());
  }

  private static Rational difference(Matcher equation, int unknown) {
    Map<String, Rational> variables = Map.of(equation.group(1), Rational.of(unknown));
    Rational left = ExactExpression.evaluate(equation.group("left"), variables);
    return left.plus(ExactExpression.evaluate(equation.group("right"), variables).negated());
  }

  /** By trying out, not by Euclid's algorithm. */
  private static int divisorOrMultiple(String question, int[] numbers) {
    boolean isMultiple = question.contains("multiple") || question.contains("lcm");
    int step = isMultiple ? numbers[0] : -1;
    int candidate = numbers[0];
    while (!isCommon(candidate, isMultiple, numbers)) {
      candidate += step;
    }
    return candidate;
  }

  private static boolean isCommon(int candidate, boolean isMultiple, int[] numbers) {
    return IntStream.of(numbers)
        .allMatch(n -> isMultiple ? candidate % n == 0 : n % candidate == 0);
  }

  private static Rational remainder(Matcher question) {
    Rational value = ExactExpression.evaluate(question.group(1));
    BigInteger modulus = new BigInteger(question.group(2));
    return new Rational(value.numerator().mod(modulus), BigInteger.ONE);
  }

  private static Rational percent(String question, int[] n) {
    if (question.contains("is what percent of")) {
      return ExactExpression.evaluate("100 × " + n[0] + " ÷ " + n[1]);
    }
    if (question.contains("What percent of")) {
      return ExactExpression.evaluate("100 × " + n[1] + " ÷ " + n[0]);
    }
    if (question.contains("% of")) {
      return ExactExpression.evaluate(n[0] + " × " + n[1] + " ÷ 100");
    }
    Matcher changes =
        Pattern.compile("(increased|decreased|rises|falls) by (\\d+)%").matcher(question);
    Rational value = Rational.of(n[0]);
    while (changes.find()) {
      boolean isUp = changes.group(1).matches("increased|rises");
      String factor = "(100 " + (isUp ? "+ " : "- ") + changes.group(2) + ") ÷ 100";
      value = value.times(ExactExpression.evaluate(factor));
    }
    return value;
  }

  private static int sequence(String question, int[] n) {
    if (question.contains("next")) {
      return n[3] + n[1] - n[0];
    }
    if (question.contains("In an arithmetic")) {
      int step = (n[3] - n[1]) / (n[2] - n[0]);
      return n[1] + (n[4] - n[0]) * step;
    }
    int step = n[2] - n[1];
    if (question.contains("Find term") || question.contains("What is term")) {
      return n[1] + (n[0] - 1) * step;
    }
    int sum = 0;
    for (int i = 0; i < n[0]; i++) {
      sum += n[1] + i * step;
    }
    return sum;
  }

  private static Rational story(String question, int[] n) {
    String keyword =
        match(
                Pattern.compile(
                    "(more\\. How|gives away|boxes|shares|pays with|train|times as many|drives"
                        + "|school|machines)"),
                question)
            .group(1);
    return switch (keyword) {
      case "more. How" -> Rational.of(n[0] + n[1]);
      case "gives away" -> Rational.of(n[0] - n[1]);
      case "boxes" -> Rational.of(n[0] * n[1] + n[2]);
      case "shares" -> ExactExpression.evaluate(n[0] + " ÷ " + n[1]);
      case "pays with" -> Rational.of(n[2] - n[0] * n[1]);
      case "train" -> Rational.of(n[0] * n[1] - n[2]);
      case "times as many" -> Rational.of(n[0] + 2 * n[0] * n[1] + n[2]);
      case "drives" -> Rational.of(n[0] * n[1] + n[2] * n[3]);
      case "school" -> {
        int total = n[0] * n[1] + n[2] * n[3];
        yield ExactExpression.evaluate(total + " × (100 - " + n[4] + ") ÷ 100");
      }
      default -> Rational.of(n[0] * n[1] * n[2] - n[3]); // machines
    };
  }

  private static Matcher match(Pattern pattern, String question) {
    Matcher matcher = pattern.matcher(question);
    if (!matcher.find()) {
      throw new IllegalArgumentException("no " + pattern + " in: " + question);
    }
    return matcher;
  }
}
