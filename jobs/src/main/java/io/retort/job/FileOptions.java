package io.retort.job;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options with which a command reads rows from one file and writes rows to another. */
final class FileOptions {

  @Option(
      names = "--in",
      required = true,
      paramLabel = "FILE",
      description = "JSONL, one row a line.")
  private Path in = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "JSONL, one result a line, in the same order.")
  private Path out = Path.of("");

  Path in() {
    return in;
  }

  Path out() {
    return out;
  }
}
