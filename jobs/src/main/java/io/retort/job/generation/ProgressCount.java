package io.retort.job.generation;

import java.io.Serializable;

/**
 * How far generation is.
 *
 * @param completions finished
 * @param tokens in them
 */
record ProgressCount(long completions, long tokens) implements Serializable {

  static final ProgressCount ZERO = new ProgressCount(0, 0);

  ProgressCount plus(ProgressCount other) {
    return new ProgressCount(completions + other.completions, tokens + other.tokens);
  }

  ProgressCount minus(ProgressCount other) {
    return new ProgressCount(completions - other.completions, tokens - other.tokens);
  }
}
