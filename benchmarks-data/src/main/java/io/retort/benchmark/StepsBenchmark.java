package io.retort.benchmark;

import io.retort.benchmark.generator.Family;
import io.retort.benchmark.generator.GeneratedProblem;
import io.retort.benchmark.generator.GeneratorOptions;
import io.retort.benchmark.generator.ProblemGenerator;
import io.retort.benchmark.generator.Split;
import io.retort.benchmark.generator.SplitMix64;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How the bundled benchmark {@code steps} was made: 500 different problems of the test side, 12 or
 * 13 of each family and level. {@code steps-smoke} is the first of each.
 */
final class StepsBenchmark {

  static final String NAME = "steps";
  static final String SMOKE_NAME = "steps-smoke";
  static final String TRAINING_NAME = "steps-train";
  static final long SEED = 2026;

  // Reasoning is not part of a benchmark problem, so neither slips nor checks matter here.
  private static final GeneratorOptions OPTIONS = new GeneratorOptions(0, 0);
  private static final int PROBLEMS_IN_TWO_CELLS = 25;

  private StepsBenchmark() {}

  /** The frozen problems by id, in order. */
  static Map<String, GeneratedProblem> generated() {
    ProblemGenerator generator = new ProblemGenerator(new SplitMix64(SEED), OPTIONS);
    Set<String> seen = new HashSet<>();
    Map<String, GeneratedProblem> problems = new LinkedHashMap<>();
    int cell = 0;
    for (Family family : Family.values()) {
      for (int level = 1; level <= Family.LEVELS; level++) {
        cell++;
        int end = (PROBLEMS_IN_TWO_CELLS * cell + 1) / 2; // cells of 13 and 12 by turns
        while (problems.size() < end) {
          GeneratedProblem problem = generator.next(family, level, Split.TEST);
          while (!seen.add(problem.canonical())) {
            problem = generator.next(family, level, Split.TEST);
          }
          problems.put(String.format(Locale.ROOT, "%s-%04d", NAME, problems.size() + 1), problem);
        }
      }
    }
    return problems;
  }

  static List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    generated().forEach((id, generated) -> problems.add(problem(id, NAME, generated)));
    return problems;
  }

  static List<Problem> smokeProblems() {
    Set<String> seen = new HashSet<>();
    return problems().stream()
        .filter(problem -> seen.add(problem.subject() + " " + problem.level()))
        .map(p -> new Problem(p.id(), SMOKE_NAME, p.messages(), p.target(), p.subject(), p.level()))
        .toList();
  }

  /** Different problems of the training side, family and level drawn uniformly. */
  static List<Problem> trainingProblems(int count, long seed) {
    ProblemGenerator generator = new ProblemGenerator(new SplitMix64(seed), OPTIONS);
    Set<String> seen = new HashSet<>();
    List<Problem> problems = new ArrayList<>();
    while (problems.size() < count) {
      GeneratedProblem generated = generator.next(Split.TRAIN);
      if (seen.add(generated.canonical())) {
        String id = String.format(Locale.ROOT, "%s-%06d", TRAINING_NAME, problems.size() + 1);
        problems.add(problem(id, TRAINING_NAME, generated));
      }
    }
    return problems;
  }

  private static Problem problem(String id, String benchmark, GeneratedProblem generated) {
    return new Problem(
        id,
        benchmark,
        List.of(new Message("user", generated.question())),
        generated.answer(),
        generated.family().word(),
        generated.level());
  }
}
