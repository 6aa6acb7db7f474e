package io.retort.job.generation;

import io.retort.job.table.ProblemRow;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/**
 * The problems of one bucket of the journal: the work of one task. It knows where they lie, see
 * {@link BucketFiles}, and does not carry them.
 *
 * @param number of the bucket in the journal
 * @param problems how many
 * @param slices where they lie, in the order of the benchmark
 */
public record Bucket(int number, int problems, List<Slice> slices) implements Serializable {

  public Bucket {
    slices = List.copyOf(slices);
  }

  /**
   * Some of the bucket's problems, as JSON one after the other.
   *
   * @param file that holds them
   * @param start of the first byte in it
   * @param length in bytes
   */
  record Slice(String file, long start, int length) implements Serializable {}

  /** Reads the problems, in the order of the benchmark. */
  public List<ProblemRow> read(Configuration hadoop) throws IOException {
    List<ProblemRow> rows = new ArrayList<>(problems);
    for (Slice slice : slices) {
      Path file = new Path(slice.file());
      byte[] json = new byte[slice.length()];
      try (FSDataInputStream in = file.getFileSystem(hadoop).open(file)) {
        in.readFully(slice.start(), json);
      }
      rows.addAll(BucketFiles.parse(json));
    }
    return rows;
  }
}
