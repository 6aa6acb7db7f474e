package io.retort.runtime;

import java.util.List;

/**
 * The scores of what may follow one prompt.
 *
 * @param logprobs for each ending the log-probability of each of its tokens
 * @param tokens that ran for it: its endings, each behind the prompt's last token, and of the
 *     prompt what no other had in common with it
 */
public record EndingScores(List<List<Float>> logprobs, int tokens) {}
