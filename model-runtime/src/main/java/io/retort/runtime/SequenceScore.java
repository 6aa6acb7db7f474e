package io.retort.runtime;

import java.util.List;

/**
 * What a model thinks of the tokens of a sequence: natural log-probabilities under its own
 * distribution, temperature 1 and nothing filtered.
 *
 * @param logprobs of each token after the first, given all before it
 * @param top for each of those the most probable tokens in its place, best first; of none where
 *     none were asked for
 */
public record SequenceScore(List<Float> logprobs, List<List<Candidate>> top) {

  public SequenceScore {
    logprobs = List.copyOf(logprobs);
    top = List.copyOf(top);
  }

  /** A token that might stand in a place. */
  public record Candidate(int token, float logprob) {}

  /** The log-probability of the sequence, given its first token; 0 if it has no other. */
  public double sum() {
    return logprobs.stream().mapToDouble(Float::doubleValue).sum();
  }
}
