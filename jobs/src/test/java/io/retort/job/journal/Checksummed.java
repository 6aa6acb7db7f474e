package io.retort.job.journal;

import java.net.URI;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** A disk that keeps checksums of its own and refuses to read what disagrees: {@code checked:/}. */
public final class Checksummed extends ChecksumFileSystem {

  public Checksummed() {
    super(new Disk());
  }

  private static final class Disk extends RawLocalFileSystem {

    @Override
    public URI getUri() {
      return URI.create("checked:///");
    }
  }
}
