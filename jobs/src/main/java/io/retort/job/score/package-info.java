/**
 * From the journal to tables, verdicts and metrics. Needs no model, so it can be done again over
 * the same completions.
 */
@NullMarked
package io.retort.job.score;

import org.jspecify.annotations.NullMarked;
