/**
 * From problems to journaled completions on Spark. One task fills one bucket of the journal with
 * what it lacks, through the one engine of its executor.
 */
@NullMarked
package io.retort.job.generation;

import org.jspecify.annotations.NullMarked;
