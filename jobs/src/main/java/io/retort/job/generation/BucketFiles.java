package io.retort.job.generation;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.retort.job.journal.Journal;
import io.retort.job.table.ProblemRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;

/**
 * Divides the problems of a run among the buckets of its journal, on disk: each file holds some
 * tens of megabytes of them, sorted by bucket. A task reads its slice of each file; neither the
 * driver nor a task's message ever holds all problems, however many there are.
 */
public final class BucketFiles {

  private static final int FILE_BYTES = 32_000_000;

  private static final JsonMapper JSON = new JsonMapper();
  private static final ObjectWriter WRITER = JSON.writerFor(ProblemRow.class);
  private static final ObjectReader READER = JSON.readerFor(ProblemRow.class);

  private final Path directory;
  private final int buckets;
  private final int fileBytes;
  private final Configuration hadoop;

  // What is not in a file yet, by bucket.
  private final SortedMap<Integer, ByteArrayOutputStream> waiting = new TreeMap<>();
  private final SortedMap<Integer, Integer> counts = new TreeMap<>();
  private final SortedMap<Integer, List<Bucket.Slice>> slices = new TreeMap<>();
  private int waitingBytes;
  private int files;

  /**
   * Files that replace those of the same names.
   *
   * @param directory where they will lie; every executor reads it
   * @param buckets of the journal
   */
  public BucketFiles(Path directory, int buckets, Configuration hadoop) {
    this(directory, buckets, FILE_BYTES, hadoop);
  }

  BucketFiles(Path directory, int buckets, int fileBytes, Configuration hadoop) {
    this.directory = directory;
    this.buckets = buckets;
    this.fileBytes = fileBytes;
    this.hadoop = new Configuration(hadoop);
  }

  /** Adds the next problem of the benchmark. */
  public void add(ProblemRow problem) throws IOException {
    byte[] json = WRITER.writeValueAsBytes(problem);
    int bucket = Journal.bucketOf(problem.problemId(), buckets);
    waiting.computeIfAbsent(bucket, number -> new ByteArrayOutputStream()).writeBytes(json);
    counts.merge(bucket, 1, Integer::sum);
    waitingBytes += json.length;
    if (waitingBytes >= fileBytes) {
      writeFile();
    }
  }

  /** Writes what is left; the buckets that hold a problem, in the order of their numbers. */
  public List<Bucket> finish() throws IOException {
    writeFile();
    List<Bucket> all = new ArrayList<>();
    counts.forEach(
        (number, count) ->
            all.add(new Bucket(number, count, slices.getOrDefault(number, List.of()))));
    return all;
  }

  static List<ProblemRow> parse(byte[] json) throws IOException {
    try (MappingIterator<ProblemRow> problems = READER.readValues(json)) {
      return problems.readAll();
    }
  }

  private void writeFile() throws IOException {
    if (waiting.isEmpty()) {
      return;
    }
    Path file = new Path(directory, String.format(Locale.ROOT, "problems-%05d", files++));
    try (FSDataOutputStream out = file.getFileSystem(hadoop).create(file, true)) {
      for (Map.Entry<Integer, ByteArrayOutputStream> entry : waiting.entrySet()) {
        ByteArrayOutputStream json = entry.getValue();
        slices
            .computeIfAbsent(entry.getKey(), number -> new ArrayList<>())
            .add(new Bucket.Slice(file.toString(), out.getPos(), json.size()));
        json.writeTo(out);
      }
    }
    waiting.clear();
    waitingBytes = 0;
  }
}
