package io.retort.runtime.batching;

/**
 * What a batch has done since it was opened.
 *
 * @param promptTokens tokens of the prompts of all started rollouts: what would be read if nothing
 *     were shared
 * @param readTokens prompt tokens that were read
 * @param readNanos time in passes over prompts
 * @param setAside sequences that gave up their blocks to others
 * @param all decode steps
 * @param full those of them that were taken while sequences waited: all but the tail
 */
public record BatchStatistics(
    long promptTokens, long readTokens, long readNanos, long setAside, Steps all, Steps full) {

  /** Before anything was done. */
  public static final BatchStatistics NONE =
      new BatchStatistics(0, 0, 0, 0, Steps.NONE, Steps.NONE);

  /**
   * Decode steps.
   *
   * @param steps how many
   * @param sequences in them, all together
   * @param tokens that were drawn
   * @param drafted tokens that were guessed
   * @param accepted guesses that were right
   * @param draftingNanos time for guessing
   * @param nativeNanos time in the passes of the model
   * @param drawingNanos time for drawing tokens
   * @param schedulingNanos all other time: starting and ending sequences too
   */
  public record Steps(
      long steps,
      long sequences,
      long tokens,
      long drafted,
      long accepted,
      long draftingNanos,
      long nativeNanos,
      long drawingNanos,
      long schedulingNanos) {

    static final Steps NONE = new Steps(0, 0, 0, 0, 0, 0, 0, 0, 0);

    Steps plus(Steps other) {
      return new Steps(
          steps + other.steps,
          sequences + other.sequences,
          tokens + other.tokens,
          drafted + other.drafted,
          accepted + other.accepted,
          draftingNanos + other.draftingNanos,
          nativeNanos + other.nativeNanos,
          drawingNanos + other.drawingNanos,
          schedulingNanos + other.schedulingNanos);
    }

    /** What came after an earlier count. */
    public Steps since(Steps before) {
      return new Steps(
          steps - before.steps,
          sequences - before.sequences,
          tokens - before.tokens,
          drafted - before.drafted,
          accepted - before.accepted,
          draftingNanos - before.draftingNanos,
          nativeNanos - before.nativeNanos,
          drawingNanos - before.drawingNanos,
          schedulingNanos - before.schedulingNanos);
    }

    /** Their whole time. */
    public long nanos() {
      return draftingNanos + nativeNanos + drawingNanos + schedulingNanos;
    }
  }

  BatchStatistics plusStarted(int given) {
    return new BatchStatistics(promptTokens + given, readTokens, readNanos, setAside, all, full);
  }

  BatchStatistics plusRead(int tokens, long nanos) {
    return new BatchStatistics(
        promptTokens, readTokens + tokens, readNanos + nanos, setAside, all, full);
  }

  BatchStatistics plusSetAside() {
    return new BatchStatistics(promptTokens, readTokens, readNanos, setAside + 1, all, full);
  }

  BatchStatistics plusStep(Steps step, boolean isFull) {
    return new BatchStatistics(
        promptTokens,
        readTokens,
        readNanos,
        setAside,
        all.plus(step),
        isFull ? full.plus(step) : full);
  }
}
