package io.retort.job.journal;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.Syncable;
import org.apache.hadoop.fs.permission.FsPermission;
import org.jspecify.annotations.Nullable;

/**
 * A local disk whose files and directories have the permissions that the process gives anyway.
 *
 * <p>Hadoop's own class sets them by starting {@code chmod}, once for each file and directory, on
 * the cores that the engine computes on. Nor are there checksum files beside the files: who wants
 * them (every line of a segment has a seal of its own) writes them.
 */
final class LocalDisk extends RawLocalFileSystem {

  private LocalDisk() {}

  /** The same disk where the file system is a local one, else the file system itself. */
  static FileSystem insteadOf(FileSystem fs) throws IOException {
    if (!(fs instanceof LocalFileSystem)) {
      return fs;
    }
    LocalDisk disk = new LocalDisk();
    disk.initialize(URI.create("file:///"), fs.getConf());
    return disk;
  }

  @Override
  protected OutputStream createOutputStreamWithMode(
      Path path, boolean append, @Nullable FsPermission permission) throws IOException {
    return new SyncableFile(pathToFile(path), append);
  }

  @Override
  protected boolean mkOneDirWithMode(Path path, File directory, @Nullable FsPermission permission) {
    return directory.mkdir();
  }

  private static final class SyncableFile extends FileOutputStream implements Syncable {

    private SyncableFile(File file, boolean append) throws IOException {
      super(file, append);
    }

    @Override
    public void hflush() {} // no buffer here

    @Override
    public void hsync() throws IOException {
      getFD().sync();
    }
  }
}
