package io.retort.job.score;

/**
 * What generating took, over all starts of a run that came to their end: a start that was killed
 * leaves its completions, but not its time.
 *
 * @param completions made in those starts
 * @param tokens in them
 * @param wallSeconds from the first task's start to the last's end, loading of the model included
 * @param tokensPerSecond {@code tokens / wallSeconds}; 0 if nothing was generated
 */
public record GenerationTime(
    long completions, long tokens, double wallSeconds, double tokensPerSecond) {

  public static final GenerationTime NONE = new GenerationTime(0, 0, 0, 0);

  /** With one more start. */
  public GenerationTime plus(long moreCompletions, long moreTokens, double moreSeconds) {
    long allTokens = tokens + moreTokens;
    double allSeconds = wallSeconds + moreSeconds;
    return new GenerationTime(
        completions + moreCompletions, allTokens, allSeconds, allTokens / allSeconds);
  }
}
