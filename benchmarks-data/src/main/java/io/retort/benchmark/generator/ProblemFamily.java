package io.retort.benchmark.generator;

/** How the problems of one family are drawn; implementations keep no state. */
interface ProblemFamily {

  /**
   * Draws one problem and writes its reasoning.
   *
   * @param level 1 to {@link Family#LEVELS}
   * @param draws where the numbers and the wording come from
   * @param trace receives the reasoning; fresh for each problem
   */
  Draft draft(int level, Draws draws, TraceBuilder trace);

  static ProblemFamily of(Family family) {
    return switch (family) {
      case ARITHMETIC -> new ArithmeticFamily();
      case LINEAR_EQUATIONS -> new LinearEquationFamily();
      case FRACTIONS -> new FractionFamily();
      case GCD_LCM -> new GcdLcmFamily();
      case MODULAR -> new ModularFamily();
      case PERCENT -> new PercentFamily();
      case SEQUENCES -> new SequenceFamily();
      case WORD_PROBLEMS -> new WordProblemFamily();
    };
  }
}
