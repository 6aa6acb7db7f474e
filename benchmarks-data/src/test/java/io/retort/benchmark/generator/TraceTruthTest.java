package io.retort.benchmark.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.benchmark.generator.ExactExpression.Rational;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every equation of thousands of traces, read back from the text and worked out exactly. */
class TraceTruthTest {

  private static final int PROBLEMS_PER_LEVEL = 400;
  private static final long SEED = 20_260_101;

  // The longest stretches made of numbers, operators and unknowns; slips come in «». A percent is
  // no number here.
  private static final Pattern MATHS =
      Pattern.compile("(?:[-+×÷/^()=« »]|\\d+(?![\\d%])|(?<![A-Za-z])[xyn](?![A-Za-z]))+");
  private static final Pattern SHARE = Pattern.compile("(\\d+)% of (\\d+) is (\\d+)");
  private static final String CORRECTION = ". Wait, that is not right. ";

  @ParameterizedTest
  @EnumSource
  void everyEquationHoldsExceptMarkedSlips(Family family) {
    GeneratorOptions options = new GeneratorOptions(0.5, 0.5);
    ProblemGenerator generator = new ProblemGenerator(new SplitMix64(SEED), options);
    Set<String> slips = new HashSet<>();

    for (int level = 1; level <= Family.LEVELS; level++) {
      for (int i = 0; i < PROBLEMS_PER_LEVEL; i++) {
        GeneratedProblem problem = generator.next(family, level, Split.TRAIN);
        assertEquationsHold(problem);
        problem.reasoning().stream().filter(s -> !s.learned()).forEach(s -> slips.add(s.text()));
      }
    }

    assertThat(slips).as("different slips seen").hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @EnumSource
  void linesAreSentencesAndTheAnswerIsAmongThem(Family family) {
    ProblemGenerator generator = new ProblemGenerator(new SplitMix64(SEED));

    for (int i = 0; i < PROBLEMS_PER_LEVEL; i++) {
      GeneratedProblem problem = generator.next(family, 1 + i % Family.LEVELS, Split.TRAIN);
      String reasoning = problem.reasoningText();

      assertThat(reasoning.lines())
          .allSatisfy(line -> assertThat(line).matches("[^ ].*[^ .?][.?]").doesNotContain("  "));
      assertThat(reasoning).contains(Answers.plain(problem.answer()));
    }
  }

  private static void assertEquationsHold(GeneratedProblem problem) {
    String marked =
        problem.reasoning().stream()
            .map(segment -> segment.learned() ? segment.text() : "«" + segment.text() + "»")
            .collect(Collectors.joining());
    Map<String, Rational> unknowns = unknowns(problem);
    int equations = 0;
    for (String line : marked.lines().toList()) {
      Matcher maths = MATHS.matcher(line);
      while (maths.find()) {
        if (maths.group().contains("=")) {
          equations++;
          assertHolds(maths.group().strip(), line.substring(maths.end()), unknowns);
        }
      }
    }
    Matcher shares = SHARE.matcher(marked);
    while (shares.find()) {
      equations++;
      assertThat(Integer.parseInt(shares.group(1)) * Integer.parseInt(shares.group(2)))
          .as(shares.group())
          .isEqualTo(100 * Integer.parseInt(shares.group(3)));
    }
    assertThat(equations).as(marked).isPositive();
    assertThat(problem.reasoning().stream().filter(segment -> !segment.learned()))
        .hasSizeLessThanOrEqualTo(1)
        .allMatch(segment -> segment.text().matches("\\d+"));
  }

  private static void assertHolds(String chain, String rest, Map<String, Rational> unknowns) {
    List<String> sides = List.of(chain.split(" = "));
    Rational value = ExactExpression.evaluate(sides.get(0), unknowns);
    for (String side : sides.subList(1, sides.size())) {
      if (side.contains("«")) {
        String slip = side.replaceAll("[«»]", "");
        assertThat(ExactExpression.evaluate(slip)).as(chain).isNotEqualTo(value);
        assertThat(rest).startsWith(CORRECTION).contains(sides.get(sides.size() - 2) + " = ");
      } else {
        assertThat(ExactExpression.evaluate(side, unknowns)).as(chain).isEqualTo(value);
      }
    }
  }

  /** In an equation to be solved the unknown stands for the solution, whatever its letter. */
  private static Map<String, Rational> unknowns(GeneratedProblem problem) {
    if (problem.family() != Family.LINEAR_EQUATIONS) {
      return Map.of();
    }
    Rational solution = Answers.value(problem.answer());
    return Map.of("x", solution, "y", solution, "n", solution);
  }
}
