/**
 * How the bundled teacher is made: generated problems become a tokenizer and examples to learn
 * from. Both are functions of a seed.
 */
@NullMarked
package io.retort.job.teacher;

import org.jspecify.annotations.NullMarked;
