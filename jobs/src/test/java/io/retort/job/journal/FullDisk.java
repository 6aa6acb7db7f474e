package io.retort.job.journal;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;
import org.jspecify.annotations.Nullable;

/** A local file system that has a place for files, but while it is full none for a byte in them. */
public final class FullDisk extends RawLocalFileSystem {

  static volatile boolean full;

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      @Nullable Progressable progress)
      throws IOException {
    if (!full) {
      return super.create(path, overwrite, bufferSize, replication, blockSize, progress);
    }
    super.create(path, overwrite, bufferSize, replication, blockSize, progress).close();
    Path nowhere = new Path("/dev/full"); // Linux: every write fails
    return super.create(nowhere, true, bufferSize, replication, blockSize, progress);
  }
}
