package io.retort.benchmark;

import io.retort.benchmark.rows.RowFile;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Problems in the project's own format, one JSON object a line: see {@link CanonicalProblem}. */
public final class CanonicalJsonl {

  private CanonicalJsonl() {}

  /**
   * Reads problems; a Parquet file with the same fields as columns is read too, and gzip of either.
   *
   * @param benchmark the name the problems get
   * @param source what the bytes are called in messages
   * @throws IllegalArgumentException naming source, line and field of everything that is wrong
   */
  public static List<Problem> read(String benchmark, String source, byte[] bytes) {
    return CanonicalProblem.readAll(benchmark, source, new RowFile(source, bytes, List.of()));
  }

  /** Writes problems so that reading gives them back; the same problems give the same bytes. */
  public static byte[] write(List<Problem> problems) {
    StringBuilder lines = new StringBuilder();
    for (Problem problem : problems) {
      lines.append(CanonicalProblem.json(problem)).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }
}
