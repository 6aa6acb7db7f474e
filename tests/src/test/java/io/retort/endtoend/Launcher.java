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
    return startRetort(folder, environment, arguments).await();
  }

  /** Starts the launcher with these arguments. */
  public static Running startRetort(
      Path folder, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(root().resolve("retort").toString());
    command.addAll(List.of(arguments));
    return start(folder, environment, command);
  }

  /** Runs any command and waits for it. */
  public static Ended run(Path folder, Map<String, String> environment, List<String> command) {
    return start(folder, environment, command).await();
  }

  /** Starts any command. */
  public static Running start(Path folder, Map<String, String> environment, List<String> command) {
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
      return new Running(command, builder.start(), out.toPath(), err.toPath());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command, e);
    }
  }

  /**
   * A command that was started.
   *
   * @param process the command's own: the launcher becomes the JVM that it starts
   */
  public record Running(List<String> command, Process process, Path out, Path err) {

    public boolean isAlive() {
      return process.isAlive();
    }

    /** What it has printed to standard error so far. */
    public String errSoFar() {
      try {
        return Files.readString(err);
      } catch (IOException e) {
        throw new UncheckedIOException(err + " cannot be read", e);
      }
    }

    /** Waits for its end. */
    public Ended await() {
      try {
        if (!process.waitFor(MAX_MINUTES, TimeUnit.MINUTES)) {
          kill();
          throw new IllegalStateException(
              "a command must end within " + MAX_MINUTES + " minutes, but did not: " + command);
        }
        return new Ended(process.exitValue(), Files.readString(out), errSoFar());
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read what was printed by " + command, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while running " + command, e);
      }
    }

    /** Ends it and what it started, at once: kill -9. */
    public void kill() {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
