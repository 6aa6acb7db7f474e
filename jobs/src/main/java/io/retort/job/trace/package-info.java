/**
 * From graded completions to training text. Every completion is either kept or rejected with a
 * reason, and the counts add up.
 */
@NullMarked
package io.retort.job.trace;

import org.jspecify.annotations.NullMarked;
