package io.retort.job.generation;

import java.io.Serializable;

/**
 * What one task did.
 *
 * @param generated completions made by this attempt
 * @param tokens tokens of those
 */
public record BucketReport(int generated, long tokens) implements Serializable {

  static final BucketReport NOTHING = new BucketReport(0, 0);

  BucketReport plus(BucketReport other) {
    return new BucketReport(generated + other.generated, tokens + other.tokens);
  }
}
