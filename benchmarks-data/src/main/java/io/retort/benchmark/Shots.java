package io.retort.benchmark;

/**
 * The solved examples that stand before each question of a benchmark, as a run's protocol knows
 * them.
 *
 * @param count how many
 * @param sha256 over the file that they come from and the form in which they are shown; empty if
 *     there are none
 */
public record Shots(int count, String sha256) {

  public static final Shots NONE = new Shots(0, "");
}
