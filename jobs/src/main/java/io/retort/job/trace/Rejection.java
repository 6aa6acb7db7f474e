package io.retort.job.trace;

/**
 * Why a completion was not kept.
 *
 * @param reason its outcome, or the name of a rule
 */
public record Rejection(String reason) {}
