package io.retort.runtime.batching;

/**
 * How much runs at a time. None of it changes a completion.
 *
 * @param lanes threads that each run steps of their own sequences
 * @param slots most sequences of one lane
 * @param blocks of the cache, shared by all lanes
 * @param readTokens most prompt tokens of one pass: what decoding waits for at a time
 * @param queue sequences that may wait; who adds more is made to wait
 * @param drafts most tokens guessed ahead of a sequence; 0 guesses none
 */
public record BatchOptions(
    int lanes, int slots, int blocks, int readTokens, int queue, int drafts) {

  public BatchOptions {
    if (lanes < 1 || slots < 1 || blocks < 1 || readTokens < 1 || queue < 1 || drafts < 0) {
      throw new IllegalArgumentException(
          "lanes, slots, blocks, readTokens and queue must be at least 1 and drafts at least 0");
    }
  }
}
