package io.retort.benchmark.generator;

import java.util.random.RandomGenerator;

/**
 * An endless source of problems, fixed by its random source: the same source and the same calls
 * give the same problems on every JDK (the source's {@code nextLong()} being all that is used, see
 * {@link SplitMix64}).
 *
 * <p>Problems repeat in time, sooner where a family and level has few; who needs distinct ones
 * compares canonical forms. Not thread-safe.
 */
public final class ProblemGenerator {

  private static final Family[] FAMILIES = Family.values();

  private final Draws draws;
  private final GeneratorOptions options;

  public ProblemGenerator(RandomGenerator random) {
    this(random, GeneratorOptions.standard());
  }

  public ProblemGenerator(RandomGenerator random, GeneratorOptions options) {
    this.draws = new Draws(random);
    this.options = options;
  }

  /** The next problem of a family and level drawn uniformly. */
  public GeneratedProblem next(Split split) {
    Family family = FAMILIES[draws.between(0, FAMILIES.length - 1)];
    return next(family, draws.between(1, Family.LEVELS), split);
  }

  /**
   * The next problem of this family, level and side; problems of the other side are drawn and
   * dropped, so a TEST problem costs about 16 times a TRAIN one.
   *
   * @param level 1 to {@link Family#LEVELS}
   */
  public GeneratedProblem next(Family family, int level, Split split) {
    if (level < 1 || level > Family.LEVELS) {
      throw new IllegalArgumentException(
          "level must be in 1.." + Family.LEVELS + ", but was " + level);
    }
    while (true) {
      TraceBuilder trace = new TraceBuilder(draws, options);
      Draft draft = ProblemFamily.of(family).draft(level, draws, trace);
      String canonical = family.word() + " " + draft.numbers();
      if (Split.of(canonical) == split) {
        return new GeneratedProblem(
            family, level, draft.question(), trace.segments(), draft.answer(), canonical);
      }
    }
  }
}
