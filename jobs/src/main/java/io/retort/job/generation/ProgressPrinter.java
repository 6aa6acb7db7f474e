package io.retort.job.generation;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Prints progress until it is closed: one refreshed line on a terminal, one line every 30 seconds
 * otherwise.
 */
final class ProgressPrinter implements AutoCloseable {

  private static final Duration IN_A_LOG = Duration.ofSeconds(30);
  private static final Duration ON_A_TERMINAL = Duration.ofMillis(500);
  // Returns to the start of the line and clears it (ECMA-48: EL).
  private static final String REFRESH = "\r\u001b[K";

  private final PrintWriter out;
  private final boolean terminal;
  private final long before;
  private final long total;
  private final ProgressCount base = ProgressPlugin.received();
  private final long startNanos = System.nanoTime();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  /**
   * Counts from now on.
   *
   * @param before completions that the journal holds already
   * @param total completions wanted
   */
  ProgressPrinter(PrintWriter out, boolean terminal, long before, long total) {
    this.out = out;
    this.terminal = terminal;
    this.before = before;
    this.total = total;
  }

  /** Starts printing. */
  void start() {
    long period = (terminal ? ON_A_TERMINAL : IN_A_LOG).toMillis();
    var unused = timer.scheduleAtFixedRate(this::print, period, period, TimeUnit.MILLISECONDS);
  }

  private void print() {
    String line =
        ProgressLine.of(
            before,
            ProgressPlugin.received().minus(base),
            total,
            Duration.ofNanos(System.nanoTime() - startNanos));
    if (terminal) {
      out.print(REFRESH + line);
    } else {
      out.println(line);
    }
    out.flush();
  }

  /** Clears a refreshed line, so that what comes next starts on a clean one. */
  @Override
  public void close() {
    timer.shutdownNow();
    if (terminal) {
      out.print(REFRESH);
      out.flush();
    }
  }
}
