package io.retort.job;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * Tells a person how much is written: one refreshed line on a terminal, one line every 30 seconds
 * otherwise. Thread-safe.
 */
final class ByteProgress {

  private static final long IN_A_LOG = Duration.ofSeconds(30).toNanos();
  private static final long ON_A_TERMINAL = Duration.ofMillis(500).toNanos();
  // Returns to the start of the line and clears it (ECMA-48: EL).
  private static final String REFRESH = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean terminal = Boolean.getBoolean("retort.terminal");
  private final long total;
  private final long start = System.nanoTime();
  private long printed = start;
  private long written;

  ByteProgress(PrintWriter err, long total) {
    this.err = err;
    this.total = total;
  }

  synchronized void add(long bytes) {
    written += bytes;
    long now = System.nanoTime();
    if (now - printed >= (terminal ? ON_A_TERMINAL : IN_A_LOG)) {
      printed = now;
      String line =
          String.format(
              Locale.ROOT,
              "%s of %s (%d %%)  %s/s",
              Quantities.bytes(written),
              Quantities.bytes(total),
              100 * written / total,
              Quantities.bytes(Math.round(written / ((now - start) / 1e9))));
      if (terminal) {
        err.print(REFRESH + line);
      } else {
        err.println(line);
      }
      err.flush();
    }
  }

  /** Clears a refreshed line. */
  synchronized void end() {
    if (terminal) {
      err.print(REFRESH);
      err.flush();
    }
  }
}
