package io.retort.job;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A folder as a tar file. Not compressed, since jars are; without times and owners, so that the
 * same folder gives the same bytes.
 */
final class FolderTar {

  private static final int EXECUTABLE = 0100755;
  private static final int PLAIN = 0100644;

  private FolderTar() {}

  /** Writes every file of {@code folder} under the folder's own name. */
  static void write(Path folder, Path tar) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.filter(Files::isRegularFile).sorted().toList();
    }
    try (OutputStream out = Files.newOutputStream(tar);
        TarArchiveOutputStream archive = new TarArchiveOutputStream(out)) {
      archive.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Path file : files) {
        TarArchiveEntry entry =
            new TarArchiveEntry(folder.getFileName() + "/" + folder.relativize(file));
        entry.setSize(Files.size(file));
        entry.setMode(Files.isExecutable(file) ? EXECUTABLE : PLAIN);
        entry.setModTime(0L);
        archive.putArchiveEntry(entry);
        Files.copy(file, archive);
        archive.closeArchiveEntry();
      }
    }
  }
}
