/**
 * Problems and where they come from. A benchmark is a named, versioned set of problems; it never
 * depends on a model.
 */
@NullMarked
package io.retort.benchmark;

import org.jspecify.annotations.NullMarked;
