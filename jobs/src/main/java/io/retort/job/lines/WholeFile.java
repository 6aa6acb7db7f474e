package io.retort.job.lines;

import io.retort.job.config.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a file that appears whole or not at all: beside its place, then renamed. */
public final class WholeFile {

  private static final Logger LOG = LoggerFactory.getLogger(WholeFile.class);
  private static final long POLL_MILLIS = 10;

  private static final Set<Path> PARTS = ConcurrentHashMap.newKeySet();

  private WholeFile() {}

  /** Writes into a file whose name it is given. */
  @FunctionalInterface
  public interface Writer {
    void write(Path file) throws IOException;
  }

  /**
   * Has {@code writer} fill a new file in the folder of {@code target}, and renames it to that; if
   * it throws, nothing is left and what was there before stays.
   */
  public static void write(Path target, Writer writer) throws IOException {
    Path place = target.toAbsolutePath();
    Path folder = place.getParent();
    if (folder == null || Files.isDirectory(place)) {
      throw new InvalidInputException(List.of(target + " must be a file, but is a folder"));
    }
    Files.createDirectories(folder);
    Path part = Files.createTempFile(folder, "_tmp.", "." + place.getFileName());
    PARTS.add(part);
    Files.delete(part); // only the name is wanted: some writers take no existing file
    try {
      writer.write(part);
      Files.move(part, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
      PARTS.remove(part);
    }
  }

  /**
   * For a JVM that is about to end: waits for the files that are being written, and deletes those
   * that are not finished in time.
   */
  public static void finishOrDelete(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    try {
      while (!PARTS.isEmpty() && System.nanoTime() < end) {
        Thread.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the same as no more time
    }
    for (Path part : PARTS) {
      try {
        Files.deleteIfExists(part);
      } catch (IOException e) {
        LOG.warn("{} is left behind and can be deleted: {}", part, e.toString());
      }
    }
  }
}
