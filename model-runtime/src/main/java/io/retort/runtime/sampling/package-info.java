/**
 * How the next token is drawn from logits. The random stream is keyed, so a rollout is the same
 * wherever it runs.
 */
@NullMarked
package io.retort.runtime.sampling;

import org.jspecify.annotations.NullMarked;
