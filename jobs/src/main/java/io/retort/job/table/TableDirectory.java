package io.retort.job.table;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A table as a directory of Parquet files that appears whole or not at all.
 *
 * <p>Tasks write into a staging directory beside it, each attempt under a name of its own; then the
 * driver keeps one file of each part and swaps the directories. A crash in between leaves the
 * staging directory, which no reader looks at and the next {@link #publish} removes.
 */
public final class TableDirectory {

  private static final String STAGING = "_tmp.";

  private final Path directory;
  private final Path staging;

  /**
   * @param directory where the table will lie
   */
  public TableDirectory(Path directory) {
    this.directory = directory;
    this.staging = new Path(directory.getParent(), STAGING + directory.getName());
  }

  /** A path for one attempt at one part, never given twice. */
  public Path stagedFile() {
    return new Path(staging, UUID.randomUUID() + ".parquet");
  }

  /**
   * Replaces the table with the given parts.
   *
   * @param prefix start of the files' names, such as "part"
   * @param parts names of staged files, in the order of the table
   */
  public void publish(String prefix, List<String> parts, Configuration hadoop) throws IOException {
    FileSystem fs = directory.getFileSystem(hadoop);
    fs.mkdirs(staging); // a table without rows is an empty directory
    Map<String, Integer> kept = new HashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      kept.put(parts.get(i), i);
    }
    for (FileStatus file : fs.listStatus(staging)) {
      Integer part = kept.get(file.getPath().getName());
      if (part == null) {
        fs.delete(file.getPath(), true);
      } else {
        rename(fs, file.getPath(), new Path(staging, partName(prefix, part)));
      }
    }
    fs.delete(directory, true);
    rename(fs, staging, directory);
  }

  /** Removes what an earlier start left behind. */
  public void clearStaging(Configuration hadoop) throws IOException {
    staging.getFileSystem(hadoop).delete(staging, true);
  }

  private static String partName(String prefix, int part) {
    return String.format(Locale.ROOT, "%s-%05d.parquet", prefix, part);
  }

  private static void rename(FileSystem fs, Path from, Path to) throws IOException {
    if (!fs.rename(from, to)) {
      throw new IOException(to + " must be free to rename " + from + " to, but the rename failed");
    }
  }
}
