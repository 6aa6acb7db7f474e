package io.retort.endtoend;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs {@code ./retort} as a user would: its own process, in a folder of its own. */
public final class Launcher {

  private static final long MAX_MINUTES = 20;

  private Launcher() {}

  /** What a command printed and how it ended. */
  public record Ended(int exitCode, String out, String err) {}

  /** The repository's root. */
  public static Path root() {
    return Path.of(System.getProperty("retort.root", "..")).toAbsolutePath().normalize();
  }

  /** Runs the launcher with these arguments and waits for it. */
  public static Ended retort(Path folder, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(root().resolve("retort").toString());
    command.addAll(List.of(arguments));
    return run(folder, environment, command);
  }

  /** Runs any command and waits for it. */
  public static Ended run(Path folder, Map<String, String> environment, List<String> command) {
    try {
      File out = Files.createTempFile(folder, "out", ".txt").toFile();
      File err = Files.createTempFile(folder, "err", ".txt").toFile();
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(out)
              .redirectError(err);
      // The tests' own Surefire settings are not the user's.
      builder.environment().remove("SPARK_LOCAL_IP");
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(MAX_MINUTES, TimeUnit.MINUTES)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new IllegalStateException(
            "a command must end within " + MAX_MINUTES + " minutes, but did not: " + command);
      }
      return new Ended(
          process.exitValue(), Files.readString(out.toPath()), Files.readString(err.toPath()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + command, e);
    }
  }
}
