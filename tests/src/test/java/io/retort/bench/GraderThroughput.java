package io.retort.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.grader.CompletionText;
import io.retort.grader.MathGrader;
import io.retort.grader.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many completions one core grades in a millisecond, and how long one takes: reads the target,
 * finds the answer, compares.
 *
 * <p>Run with {@code org.openjdk.jmh.Main GraderThroughput -p outputs=FILE}, a JSONL file of {@code
 * gold} and {@code output} (the shared {@code grader/outputs.jsonl}), whose rows are graded in turn
 * on one thread.
 */
@State(Scope.Thread)
@BenchmarkMode({Mode.Throughput, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 4)
@Measurement(iterations = 5, time = 4)
@Fork(1)
public class GraderThroughput {

  /** The file of rows. */
  @Param("")
  public String outputs = "";

  private final MathGrader grader = new MathGrader();
  private final List<Row> rows = new ArrayList<>();
  private int next;

  private record Row(String completion, String target) {}

  /** Reads the rows. */
  @Setup
  public void read() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    for (String line : Files.readAllLines(Path.of(outputs))) {
      JsonNode row = mapper.readTree(line);
      rows.add(new Row(row.get("output").asText(), row.get("gold").asText()));
    }
  }

  /** Grades the next row. */
  @Benchmark
  public Verdict pair() {
    Row row = rows.get(next);
    next = (next + 1) % rows.size();
    return grader.grade(CompletionText.stopped(row.completion()), row.target());
  }
}
