/** What people read: the table at the end of a run, and the comparison of two runs. */
@NullMarked
package io.retort.job.report;

import org.jspecify.annotations.NullMarked;
