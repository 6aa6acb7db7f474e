/**
 * Settings of a run as typed records. The list of keys with their defaults is {@code
 * conf/reference.yaml}; every problem in a user's settings is collected and reported at once.
 */
@NullMarked
package io.retort.job.config;

import org.jspecify.annotations.NullMarked;
