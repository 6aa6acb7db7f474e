package io.retort.job.table;

/**
 * The two parts of a completion.
 *
 * @param reasoning what stands before {@code </think>}; empty if there is no such part
 * @param answerText what stands after it
 */
public record TextParts(String reasoning, String answerText) {}
