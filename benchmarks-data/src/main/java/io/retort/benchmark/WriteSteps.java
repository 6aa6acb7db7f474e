package io.retort.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the bundled benchmark's files into the folder given as the only argument: each JSONL file
 * with a {@code .sha256} beside it that {@code sha256sum -c} understands. Running it again gives
 * the same bytes; a test holds it to that.
 */
public final class WriteSteps {

  private WriteSteps() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      throw new IllegalArgumentException(
          "the one argument must be the folder to write to, but there were " + args.length);
    }
    Path folder = Files.createDirectories(Path.of(args[0]));
    write(folder.resolve(StepsBenchmark.NAME + ".jsonl"), StepsBenchmark.problems());
    write(folder.resolve(StepsBenchmark.SMOKE_NAME + ".jsonl"), StepsBenchmark.smokeProblems());
  }

  private static void write(Path file, List<Problem> problems) throws IOException {
    byte[] bytes = CanonicalJsonl.write(problems);
    Files.write(file, bytes);
    String fileName = String.valueOf(file.getFileName());
    String checksum = Benchmark.sha256(bytes) + "  " + fileName + "\n";
    Files.writeString(file.resolveSibling(fileName + ".sha256"), checksum);
  }
}
