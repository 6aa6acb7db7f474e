package io.retort.job.journal;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** A local file system that has a place for files, but while it is full none for a byte in them. */
public final class FullDisk extends LocalFileSystem {

  static volatile boolean full;

  @Override
  public FSDataOutputStream create(Path path, boolean overwrite) throws IOException {
    if (full) {
      super.create(path, overwrite).close();
      return getRaw().create(new Path("/dev/full"), true); // Linux: every write fails
    }
    return super.create(path, overwrite);
  }
}
