/**
 * A seeded source of step-by-step maths problems: eight families, five levels, each with a chain of
 * reasoning in which every line is true except marked slips. It feeds the training of the bundled
 * teacher and the frozen {@code steps} benchmark, whose problems it never hands out for training.
 */
@NullMarked
package io.retort.benchmark.generator;

import org.jspecify.annotations.NullMarked;
