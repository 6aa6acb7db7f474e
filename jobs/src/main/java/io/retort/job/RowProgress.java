package io.retort.job;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Tells a person how far a file of rows is: one refreshed line on a terminal, one line every 30
 * seconds otherwise.
 */
final class RowProgress {

  private static final long IN_A_LOG = Duration.ofSeconds(30).toNanos();
  private static final long ON_A_TERMINAL = Duration.ofMillis(500).toNanos();
  // Returns to the start of the line and clears it (ECMA-48: EL).
  private static final String REFRESH = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean terminal;
  private final int total;
  private final LongSupplier nanos;
  private final long start;
  private long printed;
  private int rows;
  private long tokens;

  /**
   * Counts from now on.
   *
   * @param total rows in all
   */
  RowProgress(PrintWriter err, int total) {
    this(err, Boolean.getBoolean("retort.terminal"), total, System::nanoTime);
  }

  RowProgress(PrintWriter err, boolean terminal, int total, LongSupplier nanos) {
    this.err = err;
    this.terminal = terminal;
    this.total = total;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
    this.printed = start;
  }

  /** Counts a finished row, and prints when it is time to. */
  void add(int rowTokens) {
    rows++;
    tokens += rowTokens;
    long now = nanos.getAsLong();
    if (now - printed >= (terminal ? ON_A_TERMINAL : IN_A_LOG)) {
      printed = now;
      if (terminal) {
        err.print(REFRESH + line(now));
      } else {
        err.println(line(now));
      }
      err.flush();
    }
  }

  /** Clears a refreshed line; the whole as one line. */
  String end() {
    if (terminal) {
      err.print(REFRESH);
      err.flush();
    }
    return String.format(
        Locale.ROOT,
        "%,d rows, %,d tokens, %,.0f tokens/s",
        rows,
        tokens,
        tokens / seconds(nanos.getAsLong()));
  }

  private String line(long now) {
    double left = seconds(now) * (total - rows) / rows;
    return String.format(
        Locale.ROOT,
        "%,d of %,d rows (%d %%)  %,.0f tokens/s  %d:%02d min left",
        rows,
        total,
        100L * rows / total,
        tokens / seconds(now),
        Math.round(left) / 60,
        Math.round(left) % 60);
  }

  private double seconds(long now) {
    return Math.max(now - start, 1) / 1e9;
  }
}
