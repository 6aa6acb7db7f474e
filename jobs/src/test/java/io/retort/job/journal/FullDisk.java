package io.retort.job.journal;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.jspecify.annotations.Nullable;

/** A local file system that has a place for files, but while it is full none for a byte in them. */
public final class FullDisk extends RawLocalFileSystem {

  static volatile boolean full;

  @Override
  protected OutputStream createOutputStreamWithMode(
      Path path, boolean append, @Nullable FsPermission permission) throws IOException {
    OutputStream file = super.createOutputStreamWithMode(path, append, permission);
    if (!full) {
      return file;
    }
    file.close();
    // Linux: every write fails
    return super.createOutputStreamWithMode(new Path("/dev/full"), true, null);
  }
}
