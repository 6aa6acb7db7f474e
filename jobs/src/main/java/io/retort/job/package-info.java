/**
 * One class per command. A job wires benchmarks, engine and graders into Spark and holds no logic
 * of theirs.
 */
@NullMarked
package io.retort.job;

import org.jspecify.annotations.NullMarked;
