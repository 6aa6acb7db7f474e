/** The statistics by themselves: rows in, rows out, so that another tool can check each of them. */
@NullMarked
package io.retort.job.stats;

import org.jspecify.annotations.NullMarked;
