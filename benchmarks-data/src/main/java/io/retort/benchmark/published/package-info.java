/**
 * Benchmarks as their authors publish them, made into problems. What each file's fields are is said
 * by a mapping, a small YAML file; how many problems a file must hold is checked.
 */
@NullMarked
package io.retort.benchmark.published;

import org.jspecify.annotations.NullMarked;
