/** Turns many verdicts into one number with its uncertainty. Pure functions with a source each. */
@NullMarked
package io.retort.metric;

import org.jspecify.annotations.NullMarked;
