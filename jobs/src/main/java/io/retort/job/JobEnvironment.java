package io.retort.job;

import io.retort.job.generation.Checkpoints;
import io.retort.job.generation.ModelSource;
import java.time.Clock;

/**
 * What a job takes from outside its settings; a benchmark or a test gives it other models.
 *
 * @param models where models come from
 * @param clock tells when a run was made
 * @param terminal whether a person watches, so that the progress line can be refreshed. The
 *     launcher knows; Java 17 cannot tell whether standard error is a terminal
 */
public record JobEnvironment(ModelSource models, Clock clock, boolean terminal) {

  static JobEnvironment system() {
    return new JobEnvironment(
        new Checkpoints(), Clock.systemUTC(), Boolean.getBoolean("retort.terminal"));
  }
}
