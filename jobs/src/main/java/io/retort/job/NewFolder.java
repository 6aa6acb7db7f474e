package io.retort.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A folder that appears whole or not at all: filled beside its place, then renamed. */
final class NewFolder implements AutoCloseable {

  private final Path part;
  private final Path place;

  private NewFolder(Path part, Path place) {
    this.part = part;
    this.place = place;
  }

  /** An empty folder beside an absolute path, whose parent must exist. */
  static NewFolder beside(Path place) throws IOException {
    Path parent = place.getParent();
    if (parent == null) {
      throw new IllegalArgumentException(place + " must be a folder with a name, but is the root");
    }
    Path part = parent.resolve("_tmp." + place.getFileName() + "." + UUID.randomUUID());
    return new NewFolder(Files.createDirectory(part), place);
  }

  /**
   * Checks that a folder can be made, and makes the folders around it.
   *
   * @param place an absolute path, given by the option {@code --out}
   * @return the folder around it
   * @throws IllegalArgumentException if something is there already
   */
  static Path requireFree(Path place) throws IOException {
    Path parent = place.getParent();
    if (parent == null || (Files.exists(place) && !isEmptyFolder(place))) {
      throw new IllegalArgumentException(
          "--out must not exist or be an empty folder, but " + place + " is not");
    }
    return Files.createDirectories(parent);
  }

  private static boolean isEmptyFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  Path path() {
    return part;
  }

  /** Gives it its name; an empty folder that has it already makes room. */
  void publish() throws IOException {
    Files.deleteIfExists(place);
    Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Deletes it, unless it was published. */
  @Override
  public void close() throws IOException {
    if (Files.exists(part)) {
      List<Path> all;
      try (Stream<Path> found = Files.walk(part)) {
        all = found.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path path : all) {
        Files.delete(path);
      }
    }
  }
}
