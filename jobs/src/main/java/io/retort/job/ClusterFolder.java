package io.retort.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a machine with Spark needs to run retort, in one folder: launcher, jars, settings and the
 * bundled teacher, at the places where the launcher and {@code model.path: bundled} look for them.
 */
final class ClusterFolder {

  private static final String NATIVE = "pytorch-native-";

  private final Installation installation;

  ClusterFolder(Installation installation) {
    this.installation = installation;
  }

  /** Fills an empty folder. */
  void write(Path folder) throws IOException {
    copy(installation.jobsJar(), folder.resolve(installation.jobsJar().getFileName()));
    Path lib = Files.createDirectory(folder.resolve("lib"));
    // Apart, so that a machine with GPUs can have CUDA's instead: never both on one class path.
    Path natives = Files.createDirectory(folder.resolve("native-cpu"));
    for (Path jar : installation.ownJars()) {
      String name = String.valueOf(jar.getFileName());
      copy(jar, (name.startsWith(NATIVE) ? natives : lib).resolve(name));
    }
    for (String name : List.of("retort", "README.md", "LICENSE")) {
      copy(installation.home().resolve(name), folder.resolve(name));
    }
    copyTree("conf", folder);
    Files.createDirectories(folder.resolve("model-runtime/models"));
    copyTree("model-runtime/models/retort-teacher", folder);
  }

  private void copyTree(String name, Path folder) throws IOException {
    Path home = installation.home();
    List<Path> all;
    try (Stream<Path> found = Files.walk(home.resolve(name))) {
      all = found.sorted().toList();
    }
    for (Path path : all) {
      copy(path, folder.resolve(home.relativize(path).toString()));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES); // the launcher stays executable
  }
}
