package io.retort.runtime;

import java.util.List;

/**
 * What was recorded of a generated token, of the model's own distribution: temperature 1, nothing
 * filtered, no penalty.
 *
 * @param logprob its natural log-probability
 * @param top the most probable tokens of its place, best first, equal ones by id
 * @param labels soft labels by id; the weights sum to 1
 */
public record TokenDetail(double logprob, List<Candidate> top, List<SoftLabel> labels) {

  public TokenDetail {
    top = List.copyOf(top);
    labels = List.copyOf(labels);
  }

  /** A token that might have stood there, with its natural log-probability. */
  public record Candidate(int id, double logprob) {}

  /**
   * A token drawn from the distribution of a place.
   *
   * @param weight share of the draws that hit it
   */
  public record SoftLabel(int id, double weight) {}
}
