package io.retort.grader.math;

/**
 * The steps that one row may still cost.
 *
 * <p>A step is about a word of arithmetic or a token read, some nanoseconds. Counting steps, not
 * time, makes the verdict the same on every machine. Not for use by several threads.
 */
public final class Work {

  /** Enough for every answer we know, and under 50 ms where it is all spent. */
  public static final long STEPS_PER_ROW = 150_000;

  private final long limit;
  private long spent;

  public Work(long limit) {
    this.limit = limit;
  }

  public static Work perRow() {
    return new Work(STEPS_PER_ROW);
  }

  public long spent() {
    return spent;
  }

  /** Books {@code steps}, before they are done. */
  void spend(long steps) {
    spent += steps;
    if (spent > limit) {
      throw new OutOfWorkException(limit);
    }
  }

  /** Books a multiplication of numbers of so many bits by the schoolbook method. */
  void spendProduct(long bits, long otherBits) {
    spend(1 + (bits / 64) * (otherBits / 64));
  }
}
