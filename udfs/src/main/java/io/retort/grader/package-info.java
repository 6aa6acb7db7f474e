/** Judges one completion against a target. Every verdict explains itself. */
@NullMarked
package io.retort.grader;

import org.jspecify.annotations.NullMarked;
