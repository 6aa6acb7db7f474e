package io.retort.job.table;

/**
 * The protocol of a row of {@link Table#SCORES} where it is not the completion's: after another
 * grader.
 *
 * @param protocolHash of the run's protocol with that grader in it
 */
public record GradedUnder(String protocolHash) {}
