package io.retort.benchmark;

import io.retort.benchmark.rows.MappedLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Opens benchmarks by name. */
public final class Benchmarks {

  /** The names that {@link #open} knows, sorted. */
  public static final List<String> NAMES =
      List.of("canonical", "gsm8k", "jsonl", StepsBenchmark.NAME, StepsBenchmark.SMOKE_NAME);

  // Raised when the same bytes would give other prompts or targets than before.
  private static final String VERSION = "1";
  private static final String GSM8K = "gsm8k";

  private Benchmarks() {}

  /**
   * Opens a benchmark.
   *
   * <p>{@code steps} and {@code steps-smoke} are bundled and take no file. {@code gsm8k} needs the
   * file as its authors publish it, {@code canonical} one in the project's own format, JSONL or
   * Parquet, gzipped or not; the latter is named after its file, without the extension. {@code
   * jsonl} is another word for it.
   *
   * @throws IllegalArgumentException if the name is unknown, a file is missing or not taken, or its
   *     content is wrong; then every wrong line is named, up to 20
   * @throws UncheckedIOException if the file cannot be read
   */
  public static Benchmark open(String name, Optional<Path> file) {
    return switch (name) {
      case StepsBenchmark.NAME, StepsBenchmark.SMOKE_NAME -> bundled(name, file);
      case GSM8K -> {
        Path path = required(name, file);
        byte[] bytes = bytes(name, path);
        yield Benchmark.of(name, VERSION, Gsm8kJsonl.read(path.toString(), bytes), bytes)
            .withProtocol(protocolOf(name));
      }
      case "canonical", "jsonl" -> {
        yield canonical(name, required(name, file));
      }
      default ->
          throw new IllegalArgumentException(
              "benchmark '" + name + "' is unknown; known benchmarks: " + String.join(", ", NAMES));
    };
  }

  /** The name that a benchmark opened so will have; nothing is read. */
  public static String nameOf(String name, Optional<Path> file) {
    return name.equals("canonical") || name.equals("jsonl")
        ? file.map(Benchmarks::stem).orElse(name)
        : name;
  }

  /** The preset by which a benchmark opened by this name is asked where none is chosen. */
  public static String protocolOf(String name) {
    return name.equals(GSM8K) ? "r1-paper" : Benchmark.AS_IT_IS;
  }

  /**
   * Different problems of the training side, to distil from: the benchmark {@code steps-train},
   * which shares no problem with {@code steps}. Its sha256 is that of its problems as JSONL.
   *
   * @param count at least 1; beyond a few thousand the families and levels with few problems run
   *     out and the others fill up
   */
  public static Benchmark trainingProblems(int count, long seed) {
    if (count < 1) {
      throw new IllegalArgumentException("count must be at least 1, but was " + count);
    }
    List<Problem> problems = StepsBenchmark.trainingProblems(count, seed);
    byte[] source = CanonicalJsonl.write(problems);
    return Benchmark.of(StepsBenchmark.TRAINING_NAME, VERSION, problems, source);
  }

  private static Benchmark canonical(String asked, Path path) {
    String file = String.valueOf(path.getFileName());
    String name = stem(path);
    if (file.toLowerCase(Locale.ROOT).endsWith(".jsonl")) {
      MappedLines lines = read(asked, path, MappedLines::open);
      return Benchmark.of(name, VERSION, ProblemsOnDisk.of(name, path, lines), lines.bytes());
    }
    byte[] bytes = bytes(asked, path);
    List<Problem> problems = CanonicalJsonl.read(name, path.toString(), bytes);
    // The same problems are the same benchmark, be they kept as JSONL or as Parquet.
    boolean isParquet = file.toLowerCase(Locale.ROOT).endsWith(".parquet");
    return Benchmark.of(
        name, VERSION, problems, isParquet ? CanonicalJsonl.write(problems) : bytes);
  }

  private static String stem(Path path) {
    String file = String.valueOf(path.getFileName());
    return file.replaceFirst("\\.gz$", "").replaceFirst("\\.[^.]+$", "");
  }

  private static Benchmark bundled(String name, Optional<Path> file) {
    if (file.isPresent()) {
      throw new IllegalArgumentException(
          "benchmark '" + name + "' is bundled and takes no file, but was given " + file.get());
    }
    String resource = "steps/" + name + ".jsonl";
    try (InputStream stream = Benchmarks.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(
            "the jar must hold " + resource + ", but does not; build it again");
      }
      byte[] bytes = stream.readAllBytes();
      return Benchmark.of(name, VERSION, CanonicalJsonl.read(name, resource, bytes), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource + " from the jar", e);
    }
  }

  private static Path required(String name, Optional<Path> file) {
    return file.orElseThrow(
        () ->
            new IllegalArgumentException(
                "benchmark '" + name + "' needs its file, but none was given"));
  }

  private static byte[] bytes(String name, Path file) {
    return read(name, file, Files::readAllBytes);
  }

  /** A way of reading a file. */
  private interface Reading<T> {
    T read(Path file) throws IOException;
  }

  private static <T> T read(String name, Path file, Reading<T> reading) {
    try {
      return reading.read(file);
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException(
          file + ": must be the file of benchmark '" + name + "', but does not exist", e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          file + ": must be readable as the file of benchmark '" + name + "', but was not: " + e,
          e);
    }
  }
}
