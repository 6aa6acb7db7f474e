/**
 * What a sweep would do and take, told without loading a model: {@code retort sweep --dry-run}.
 * Estimates name what they rest on.
 */
@NullMarked
package io.retort.job.plan;

import org.jspecify.annotations.NullMarked;
