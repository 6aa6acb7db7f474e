package io.retort.job.run;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;

/**
 * A text file that is replaced as a whole: written beside its place, then renamed over it. There is
 * no moment at which a crash leaves neither the old text nor the new one.
 */
final class WholeText {

  private final Path file;
  private final Configuration hadoop;

  WholeText(Path file, Configuration hadoop) {
    this.file = file;
    this.hadoop = hadoop;
  }

  void write(RunDirectory.Content text) throws IOException {
    Path hidden = new Path(file.getParent(), "_tmp." + file.getName());
    FileSystem fs = file.getFileSystem(hadoop);
    try {
      if (fs instanceof LocalFileSystem local) {
        writeLocal(local, hidden, text);
      } else {
        create(fs, hidden, text);
        // On HDFS one operation of the name node; FileSystem.rename would want the place free.
        FileContext.getFileContext(file.toUri(), hadoop).rename(hidden, file, Rename.OVERWRITE);
      }
    } catch (FSError e) { // Hadoop's word for a local disk that is full
      throw new IOException(file + " cannot be written: " + e.getCause(), e);
    }
  }

  /**
   * Without Hadoop's checksum files: text and checksum cannot be renamed at once, and a text beside
   * another's checksum cannot be read.
   */
  private void writeLocal(LocalFileSystem local, Path hidden, RunDirectory.Content text)
      throws IOException {
    FileSystem raw = local.getRaw();
    create(raw, hidden, text);
    raw.delete(local.getChecksumFile(file), false);
    if (!raw.rename(hidden, file)) { // POSIX: replaces what is there
      throw new IOException(file + " must be replaceable, but the rename failed");
    }
  }

  private static void create(FileSystem fs, Path path, RunDirectory.Content text)
      throws IOException {
    try (FSDataOutputStream out = fs.create(path, true)) {
      text.writeTo(out);
      out.hsync();
    }
  }
}
