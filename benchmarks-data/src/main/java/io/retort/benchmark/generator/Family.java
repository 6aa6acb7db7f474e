package io.retort.benchmark.generator;

/** The kinds of problems; each has five levels, which differ in number sizes and in steps. */
public enum Family {
  ARITHMETIC("arithmetic"),
  LINEAR_EQUATIONS("linear_equations"),
  FRACTIONS("fractions"),
  GCD_LCM("gcd_lcm"),
  MODULAR("modular"),
  PERCENT("percent"),
  SEQUENCES("sequences"),
  WORD_PROBLEMS("word_problems");

  /** Levels run from 1 (easiest) to this. */
  public static final int LEVELS = 5;

  private final String word;

  Family(String word) {
    this.word = word;
  }

  /** The name stored as data and in canonical forms; renaming a constant does not change it. */
  public String word() {
    return word;
  }
}
