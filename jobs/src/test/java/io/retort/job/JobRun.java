package io.retort.job;

import io.retort.job.generation.ModelSource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * A command that has run in this JVM.
 *
 * @param exitCode its exit code
 * @param out what it printed
 * @param err its messages and progress
 */
record JobRun(int exitCode, String out, String err) {

  static JobEnvironment environment(ModelSource models) {
    Clock clock = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);
    return new JobEnvironment(models, clock, false);
  }

  static JobRun of(Object command, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        RetortCommand.line(command)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new JobRun(exitCode, out.toString(), err.toString());
  }
}
