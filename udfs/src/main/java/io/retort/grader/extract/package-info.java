/** Finds the answer inside a completion and says where it stood. */
@NullMarked
package io.retort.grader.extract;

import org.jspecify.annotations.NullMarked;
