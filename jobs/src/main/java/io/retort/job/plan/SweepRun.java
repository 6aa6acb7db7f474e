package io.retort.job.plan;

import io.retort.job.config.Combination;
import io.retort.job.run.PreparedRun;

/**
 * One run of a sweep that has been checked and can start.
 *
 * @param combination what it is
 * @param prepared how it is run
 */
public record SweepRun(Combination combination, PreparedRun prepared) {}
