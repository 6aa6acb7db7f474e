package io.retort.runtime.batching;

/**
 * What a batch has done since it was opened.
 *
 * @param promptTokens tokens of the prompts of all started rollouts: what would be read if nothing
 *     were shared
 * @param readTokens prompt tokens that were read
 * @param readSteps passes over prompts
 * @param readNanos time in them
 * @param steps decode steps
 * @param sequences sequences in those steps, all together
 * @param fullSteps decode steps taken while sequences waited: all but the tail
 * @param fullSequences sequences in those
 * @param fullNanos time of those, drawing and scheduling included
 * @param tokens that were drawn
 * @param drafted tokens that were guessed
 * @param accepted guesses that were right
 * @param setAside sequences that gave up their blocks to others
 * @param stepNanos time in the native library for decode steps
 * @param samplingNanos time for drawing tokens in decode steps
 * @param schedulingNanos all other time between native calls: starting and ending sequences too
 */
public record BatchStatistics(
    long promptTokens,
    long readTokens,
    long readSteps,
    long readNanos,
    long steps,
    long sequences,
    long fullSteps,
    long fullSequences,
    long fullNanos,
    long tokens,
    long drafted,
    long accepted,
    long setAside,
    long stepNanos,
    long samplingNanos,
    long schedulingNanos) {

  /** Before anything was done. */
  public static final BatchStatistics NONE =
      new BatchStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  BatchStatistics plusStarted(int given) {
    return plus(new BatchStatistics(given, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
  }

  BatchStatistics plusRead(int tokens, long nanos) {
    return plus(new BatchStatistics(0, tokens, 1, nanos, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
  }

  BatchStatistics plusSetAside() {
    return plus(new BatchStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0));
  }

  BatchStatistics plus(BatchStatistics other) {
    return new BatchStatistics(
        promptTokens + other.promptTokens,
        readTokens + other.readTokens,
        readSteps + other.readSteps,
        readNanos + other.readNanos,
        steps + other.steps,
        sequences + other.sequences,
        fullSteps + other.fullSteps,
        fullSequences + other.fullSequences,
        fullNanos + other.fullNanos,
        tokens + other.tokens,
        drafted + other.drafted,
        accepted + other.accepted,
        setAside + other.setAside,
        stepNanos + other.stepNanos,
        samplingNanos + other.samplingNanos,
        schedulingNanos + other.schedulingNanos);
  }

  /** Sequences of a step, on average, while more waited. */
  public double meanSequences() {
    return fullSteps == 0 ? 0 : (double) fullSequences / fullSteps;
  }
}
