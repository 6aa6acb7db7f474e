/** What a machine has of all that retort needs, and what to do about the rest. */
@NullMarked
package io.retort.job.doctor;

import org.jspecify.annotations.NullMarked;
