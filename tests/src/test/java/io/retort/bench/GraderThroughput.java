package io.retort.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.grader.CompletionText;
import io.retort.grader.MathGrader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How many completions one core grades in a second: reads the target, finds the answer, compares.
 *
 * <p>Run it with the path of a JSONL file of {@code gold} and {@code output} (the shared {@code
 * grader/outputs.jsonl}) and, if wished, the number of passes. Every pass grades every row once, on
 * one thread; the first half of the passes only warms the compiler up. Throughput is by CPU time of
 * the thread, which other processes on the machine disturb little, and by the clock; latencies are
 * by the clock, each row at its median over the passes, so that a pause elsewhere is not taken for
 * the row's cost.
 */
public final class GraderThroughput {

  private record Row(String completion, String target) {}

  private GraderThroughput() {}

  public static void main(String[] args) throws IOException {
    List<Row> rows = rows(Path.of(args[0]));
    int passes = args.length > 1 ? Integer.parseInt(args[1]) : 40;
    long[][] nanos = new long[passes / 2][rows.size()];
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long correct = 0;
    for (int pass = 0; pass < passes - passes / 2; pass++) {
      correct = grade(rows, new long[rows.size()]);
    }
    long cpu = -threads.getCurrentThreadCpuTime();
    long wall = -System.nanoTime();
    for (long[] pass : nanos) {
      correct = grade(rows, pass);
    }
    cpu += threads.getCurrentThreadCpuTime();
    wall += System.nanoTime();
    print(rows.size(), correct, (double) nanos.length * rows.size(), cpu, wall, medians(nanos));
  }

  private static long grade(List<Row> rows, long[] nanos) {
    MathGrader grader = new MathGrader();
    long correct = 0;
    for (int i = 0; i < nanos.length; i++) {
      long start = System.nanoTime();
      CompletionText completion = CompletionText.stopped(rows.get(i).completion());
      correct += grader.grade(completion, rows.get(i).target()).points();
      nanos[i] = System.nanoTime() - start;
    }
    return correct;
  }

  /** Each row's median over the passes, in ascending order. */
  private static long[] medians(long[][] nanos) {
    long[] medians = new long[nanos[0].length];
    for (int row = 0; row < medians.length; row++) {
      int index = row;
      long[] times = Arrays.stream(nanos).mapToLong(pass -> pass[index]).sorted().toArray();
      medians[row] = times[times.length / 2];
    }
    Arrays.sort(medians);
    return medians;
  }

  private static void print(
      int rows, long correct, double graded, long cpu, long wall, long[] medians) {
    System.out.printf(
        Locale.ROOT,
        "%,d rows, %,d correct%n%,.0f pairs/s by CPU time, %,.0f by the clock%n"
            + "median %.1f us, p90 %.1f us, p99 %.1f us, slowest %.1f us%n",
        rows,
        correct,
        graded / (cpu / 1e9),
        graded / (wall / 1e9),
        medians[medians.length / 2] / 1e3,
        medians[medians.length * 9 / 10] / 1e3,
        medians[medians.length * 99 / 100] / 1e3,
        medians[medians.length - 1] / 1e3);
  }

  private static List<Row> rows(Path file) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode row = mapper.readTree(line);
      rows.add(new Row(row.get("output").asText(), row.get("gold").asText()));
    }
    return rows;
  }
}
