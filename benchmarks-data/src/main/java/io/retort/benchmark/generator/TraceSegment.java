package io.retort.benchmark.generator;

/**
 * A stretch of reasoning that is trained on as a whole or not at all.
 *
 * @param text never empty
 * @param learned false exactly on the digits of a deliberate slip: the model must learn to correct
 *     slips, not to make them
 */
public record TraceSegment(String text, boolean learned) {}
