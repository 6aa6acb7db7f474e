package io.retort.job;

import io.retort.job.config.InvalidInputException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A built source tree.
 *
 * @param home its root
 * @param jobsJar the small jar with this program's commands
 * @param ownJars what goes beside a Spark: our other modules, and libraries that no Spark brings
 */
record Installation(Path home, Path jobsJar, List<Path> ownJars) {

  Installation {
    ownJars = List.copyOf(ownJars);
  }

  /**
   * The tree whose launcher started this program.
   *
   * @throws InvalidInputException if it was started in another way
   */
  static Installation running() {
    Path home = Path.of(System.getProperty("retort.home", ""));
    Path ownClassPath = home.resolve("jobs/target/own-class-path.txt");
    Path jobsJar = Path.of(new File(codeSource()).getPath());
    if (!Files.isRegularFile(ownClassPath) || !Files.isRegularFile(jobsJar)) {
      throw new InvalidInputException(
          List.of(
              "retort package must be started by the launcher of a source tree, but "
                  + ownClassPath.toAbsolutePath()
                  + " and a jar around "
                  + jobsJar
                  + " are not both there; use ./retort there"));
    }
    try {
      return new Installation(home, jobsJar, jars(Files.readString(ownClassPath)));
    } catch (IOException e) {
      throw new UncheckedIOException(ownClassPath + " cannot be read", e);
    }
  }

  private static String codeSource() {
    return Installation.class.getProtectionDomain().getCodeSource().getLocation().getPath();
  }

  private static List<Path> jars(String classPath) {
    return Arrays.stream(classPath.strip().split(File.pathSeparator, -1)).map(Path::of).toList();
  }
}
