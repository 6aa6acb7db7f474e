package io.retort.benchmark.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.retort.benchmark.generator.ExactExpression.Rational;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemGeneratorTest {

  private static final long SEED = 3;

  @ParameterizedTest
  @EnumSource
  void answersAreWhatTheQuestionAsksFor(Family family) {
    problems(family, Split.TRAIN)
        .limit(5_000)
        .forEach(
            problem ->
                assertThat(Answers.value(problem.answer()))
                    .as(problem.question())
                    .isEqualTo(QuestionSolver.solve(family, problem.question())));
  }

  @ParameterizedTest
  @EnumSource
  void answersAreInTheirOneLatexForm(Family family) {
    String form =
        switch (family) {
          case FRACTIONS, LINEAR_EQUATIONS -> "-?\\d+|-?\\\\frac\\{\\d+}\\{\\d+}";
          case PERCENT -> "\\d+(\\\\%)?";
          default -> "-?\\d+";
        };

    assertThat(problems(family, Split.TRAIN).limit(2_000))
        .allSatisfy(problem -> assertThat(problem.answer()).matches(form))
        .filteredOn(problem -> problem.answer().contains("frac"))
        .allSatisfy(
            problem -> {
              // Rational reduces, so digits that agree with it were in lowest terms.
              Rational value = Answers.value(problem.answer());
              assertThat(problem.answer())
                  .endsWith("{" + value.numerator().abs() + "}{" + value.denominator() + "}");
            });
  }

  @Test
  void trainAndTestShareNeitherCanonicalFormNorQuestion() {
    ProblemGenerator generator = new ProblemGenerator(new SplitMix64(SEED));
    Set<String> test = new HashSet<>();
    for (int i = 0; i < 30_000; i++) {
      GeneratedProblem problem = generator.next(Split.TEST);
      test.add(problem.canonical());
      test.add(problem.question());
    }

    for (int i = 0; i < 100_000; i++) {
      GeneratedProblem problem = generator.next(Split.TRAIN);
      // Not doesNotContain: it walks the whole set for every element.
      assertThat(test.contains(problem.canonical())).as(problem.canonical()).isFalse();
      assertThat(test.contains(problem.question())).as(problem.question()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyLevelHasEnoughDifferentProblemsOnBothSides(Family family) {
    ProblemGenerator generator = new ProblemGenerator(new SplitMix64(SEED));

    for (int level = 1; level <= Family.LEVELS; level++) {
      assertThat(distinct(generator, family, level, Split.TRAIN, 3_000))
          .as("train problems of level %d", level)
          .isGreaterThanOrEqualTo(200);
      assertThat(distinct(generator, family, level, Split.TEST, 400))
          .as("test problems of level %d", level)
          .isGreaterThanOrEqualTo(13); // what the bundled benchmark takes at most
    }
  }

  @ParameterizedTest
  @EnumSource
  void wordingDoesNotChangeTheCanonicalForm(Family family) {
    // A canonical form seen twice comes with the same answer; else it would drop what matters.
    Map<String, String> answers = new HashMap<>();

    assertThat(problems(family, Split.TRAIN).limit(20_000))
        .allSatisfy(
            problem ->
                assertThat(answers.merge(problem.canonical(), problem.answer(), (a, b) -> a))
                    .as(problem.canonical())
                    .isEqualTo(problem.answer()));
    assertThat(answers).hasSizeLessThan(20_000);
  }

  @Test
  void theSameSeedGivesTheSameProblems() {
    assertThat(first(100, new SplitMix64(SEED)))
        .isEqualTo(first(100, new SplitMix64(SEED)))
        .isNotEqualTo(first(100, new SplitMix64(SEED + 1)));
  }

  @Test
  void givesTheExampleOfTheReadme() {
    ProblemGenerator generator = new ProblemGenerator(new SplitMix64(179));

    GeneratedProblem problem = generator.next(Family.ARITHMETIC, 4, Split.TRAIN);

    assertThat(problem.question()).isEqualTo("Compute 20 + 7 × (18 + 18 × 7).");
    assertThat(problem.canonical()).isEqualTo("arithmetic 20 + 7 × (18 + 18 × 7)");
    assertThat(problem.reasoning())
        .containsExactly(
            new TraceSegment(
                """
                I work from the inside.
                18 × 7 = 70 + 56 = 126.
                18 + 126 =\s""",
                true),
            new TraceSegment("142", false),
            new TraceSegment(
                """
                . Wait, that is not right. 18 + 126 = 144.
                Then 7 × 144 = 700 + 308 = 1008.
                Finally 20 + 1008 = 1028.
                Let me check: 1028 - 1008 = 20. Good.""",
                true));
  }

  @Test
  void anySpecifiedRandomSourceWillDo() {
    assertThat(first(100, new Random(SEED))).isEqualTo(first(100, new Random(SEED)));
  }

  @Test
  void slipsAndChecksComeAtTheirRates() {
    List<GeneratedProblem> always =
        problems(new ProblemGenerator(new SplitMix64(SEED), new GeneratorOptions(1, 1)));
    List<GeneratedProblem> never =
        problems(new ProblemGenerator(new SplitMix64(SEED), new GeneratorOptions(0, 0)));

    // A result takes an allowed slip at 40 %: 1 - 0.6^2 = 64 % of the traces with two results.
    assertThat(share(always, "Wait, that is not right.")).isBetween(0.5, 0.7);
    assertThat(share(always, "et me check: ")).isGreaterThan(0.75);
    assertThat(share(never, "Wait, that is not right.")).isZero();
    assertThat(share(never, "et me check: ")).isZero();
    assertThat(share(never, "Okay, let me work this out.")).isBetween(0.08, 0.12); // 40 % / 4
  }

  @Test
  void aCompletionEndsWithTheBoxedAnswer() {
    GeneratedProblem problem =
        new GeneratedProblem(
            Family.FRACTIONS,
            3,
            "What is 1/9 - 1/3 in lowest terms?",
            List.of(
                new TraceSegment("1 - 3 = -", true),
                new TraceSegment("3", false),
                new TraceSegment(". Wait, that is not right. 1 - 3 = -2.", true)),
            "-\\frac{2}{9}",
            "fractions 1/9 - 1/3");

    assertThat(problem.completionText())
        .isEqualTo(
            "1 - 3 = -3. Wait, that is not right. 1 - 3 = -2.\n"
                + "</think>\n\nThe answer is \\boxed{-\\frac{2}{9}}.");
  }

  @Test
  void rejectsALevelThatDoesNotExist() {
    ProblemGenerator generator = new ProblemGenerator(new SplitMix64(SEED));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> generator.next(Family.PERCENT, 6, Split.TRAIN))
        .withMessage("level must be in 1..5, but was 6");
  }

  private static Stream<GeneratedProblem> problems(Family family, Split split) {
    ProblemGenerator generator = new ProblemGenerator(new SplitMix64(SEED));
    return Stream.iterate(1, level -> level % Family.LEVELS + 1)
        .map(level -> generator.next(family, level, split));
  }

  private static List<GeneratedProblem> problems(ProblemGenerator generator) {
    return Stream.generate(() -> generator.next(Split.TRAIN)).limit(4_000).toList();
  }

  private static List<GeneratedProblem> first(int count, RandomGenerator random) {
    ProblemGenerator generator = new ProblemGenerator(random);
    return Stream.generate(() -> generator.next(Split.TRAIN)).limit(count).toList();
  }

  private static long distinct(
      ProblemGenerator generator, Family family, int level, Split split, int draws) {
    return Stream.generate(() -> generator.next(family, level, split).canonical())
        .limit(draws)
        .distinct()
        .count();
  }

  private static double share(List<GeneratedProblem> problems, String phrase) {
    return problems.stream().filter(p -> p.reasoningText().contains(phrase)).count()
        / (double) problems.size();
  }
}
