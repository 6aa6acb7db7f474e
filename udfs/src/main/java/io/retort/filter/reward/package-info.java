/**
 * Rewards of a completion: scores for choosing traces, and for reinforcement learning. Pure
 * functions with their published formulae; names as in open-r1's {@code rewards.py}.
 */
@NullMarked
package io.retort.filter.reward;

import org.jspecify.annotations.NullMarked;
