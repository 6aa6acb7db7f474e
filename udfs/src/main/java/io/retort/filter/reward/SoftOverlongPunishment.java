package io.retort.filter.reward;

/**
 * {@code soft_overlong_punishment}: nothing up to a length, then falling in a straight line to -1
 * at the limit, and -1 beyond (DAPO, arXiv 2503.14476, equation 13).
 *
 * @param maxTokens where -1 is reached
 * @param cache over how many tokens before that it falls, in 1..maxTokens
 */
public record SoftOverlongPunishment(int maxTokens, int cache) {

  public SoftOverlongPunishment {
    if (cache < 1 || cache > maxTokens) {
      throw new IllegalArgumentException(
          "cache must be in 1..maxTokens, but cache=" + cache + ", maxTokens=" + maxTokens);
    }
  }

  /** 16,384 and 4,096 tokens, as in the paper's and open-r1's settings. */
  public static SoftOverlongPunishment standard() {
    return new SoftOverlongPunishment(16_384, 4_096);
  }

  public double of(int tokens) {
    if (tokens < 0) {
      throw new IllegalArgumentException("tokens must be at least 0, but was " + tokens);
    }
    int over = tokens - (maxTokens - cache);
    return over <= 0 ? 0 : -Math.min(1, (double) over / cache);
  }
}
