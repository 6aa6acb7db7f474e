/** Reads mathematical answers to expression trees and decides when two of them mean the same. */
@NullMarked
package io.retort.grader.math;

import org.jspecify.annotations.NullMarked;
