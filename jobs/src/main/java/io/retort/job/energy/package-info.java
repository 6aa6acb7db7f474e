/**
 * The energy a generation takes, where the machine can tell: read on the executors, added up on the
 * driver.
 */
@NullMarked
package io.retort.job.energy;

import org.jspecify.annotations.NullMarked;
