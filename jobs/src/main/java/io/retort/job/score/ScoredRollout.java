package io.retort.job.score;

import java.io.Serializable;

/**
 * What the metrics need of one graded completion.
 *
 * @param outcome one of the six words
 * @param points in [0, 1]; 1 exactly if correct
 * @param vote the class of answers it votes for; empty if it abstains
 * @param tokens of the completion
 * @param formatOk whether it is in R1 format
 */
public record ScoredRollout(
    String outcome, double points, String vote, int tokens, boolean formatOk)
    implements Serializable {}
