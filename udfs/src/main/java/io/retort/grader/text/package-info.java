/** Graders for answers that are text: exact match, F1, expressions, JSON, and several at once. */
@NullMarked
package io.retort.grader.text;

import org.jspecify.annotations.NullMarked;
