/**
 * Protocols: how a problem is put to a model, and by what settings and grader published numbers
 * were made. A preset is a frozen text with a hash, so that two runs can be seen to follow the same
 * one.
 */
@NullMarked
package io.retort.benchmark.protocol;

import org.jspecify.annotations.NullMarked;
