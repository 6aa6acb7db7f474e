/**
 * Checkpoints of random weights in a given shape, for tests of speed and memory: seeded, and
 * written to disk piece by piece.
 */
@NullMarked
package io.retort.runtime.synthesis;

import org.jspecify.annotations.NullMarked;
