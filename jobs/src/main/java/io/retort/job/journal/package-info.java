/**
 * Completions on disk while a job runs, so that none is lost and none is counted twice. What a
 * bucket already holds is never generated again, whatever ended the earlier attempt.
 */
@NullMarked
package io.retort.job.journal;

import org.jspecify.annotations.NullMarked;
