package io.retort.job.journal;

import io.retort.job.table.CompletionRow;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.ShutdownHookManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes completions as immutable segments: written under a temporary name, closed, renamed.
 *
 * <p>What is not yet published is, on {@link #close} and when the JVM shuts down. A kill -9 loses
 * it: at most {@link SegmentLimits#rows} - 1 completions. Thread-safe, because the shutdown hook
 * runs beside the task.
 */
public final class JournalWriter implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);

  // Hooks run from high to low: before Spark stops its context (50) and Hadoop closes the file
  // systems (10), or there is nothing left to write to.
  private static final int BEFORE_SPARK = 60;

  private final FileSystem fs;
  private final Path directory;
  private final String headerLine;
  private final SegmentLimits limits;
  private final Clock clock;
  private final String attempt = UUID.randomUUID().toString();
  private final Runnable hook = this::publishAtShutdown;
  private final List<String> lines = new ArrayList<>();
  private long firstAddedMillis;
  private int published;

  JournalWriter(
      FileSystem fs, Path directory, SegmentHeader header, SegmentLimits limits, Clock clock)
      throws IOException {
    this.fs = fs;
    this.directory = directory;
    this.headerLine = SealedLine.seal(JournalJson.write(header));
    this.limits = limits;
    this.clock = clock;
    if (!fs.mkdirs(directory)) {
      throw new IOException(directory + " must be a directory, but could not be made");
    }
    ShutdownHookManager.get().addShutdownHook(hook, BEFORE_SPARK);
  }

  /** Adds one completion; publishes a segment if a limit is reached. */
  public synchronized void add(CompletionRow completion) throws IOException {
    if (lines.isEmpty()) {
      firstAddedMillis = clock.millis();
    }
    lines.add(SealedLine.seal(JournalJson.write(completion)));
    if (lines.size() >= limits.rows()
        || clock.millis() - firstAddedMillis >= limits.age().toMillis()) {
      publish();
    }
  }

  /** Publishes what is left. */
  @Override
  public void close() throws IOException {
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
    publish();
  }

  private synchronized void publish() throws IOException {
    if (lines.isEmpty()) {
      return;
    }
    String name =
        String.format(Locale.ROOT, "%015d-%s-%06d.jsonl", firstAddedMillis, attempt, published);
    Path hidden = new Path(directory, "_tmp." + name);
    Path segment = new Path(directory, JournalBucket.SEGMENT_PREFIX + name);
    try {
      writeLines(hidden);
    } catch (IOException | FSError e) { // an Error is how Hadoop's local file system says disk full
      fs.delete(hidden, false); // room for a smaller thing, and for the next try
      throw new IOException(segment + " cannot be written: " + reason(e), e);
    }
    if (!fs.rename(hidden, segment)) {
      throw new IOException(segment + " must be free to publish a segment, but the rename failed");
    }
    published++;
    lines.clear();
  }

  private void writeLines(Path file) throws IOException {
    try (FSDataOutputStream out = fs.create(file, false)) {
      writeLine(out, headerLine);
      for (String line : lines) {
        writeLine(out, line);
      }
      out.hsync();
    }
  }

  private static String reason(Throwable e) {
    Throwable cause = e instanceof FSError && e.getCause() != null ? e.getCause() : e;
    return String.valueOf(cause.getMessage());
  }

  private void publishAtShutdown() {
    try {
      publish();
    } catch (IOException e) {
      LOG.warn("{}: {} completions are lost: {}", directory, lines.size(), e.toString());
    }
  }

  private static void writeLine(FSDataOutputStream out, String line) throws IOException {
    out.write(line.getBytes(StandardCharsets.UTF_8));
    out.write('\n');
  }
}
