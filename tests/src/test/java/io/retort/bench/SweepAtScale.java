package io.retort.bench;

import io.retort.job.JobEnvironment;
import io.retort.job.RetortCommand;
import io.retort.job.SweepJob;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a sweep of very many problems takes beside its model: {@code retort sweep} as it is, with
 * buckets, journal, tables, grading, traces, metrics and page, on an engine whose every rollout
 * takes a millisecond.
 *
 * <p>Run it with a new folder, the number of problems and, if wished, settings as key=value (4
 * rollouts, all local cores). Driver, tasks and engine share one JVM, so its -Xmx bounds all of
 * them. Says how long each stage of Spark took and what the process took at most.
 */
public final class SweepAtScale {

  private SweepAtScale() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    int problems = Integer.parseInt(args[1]);
    Path benchmark = folder.resolve("additions.jsonl");
    write(benchmark, problems);
    System.setProperty("spark.extraListeners", StageTimes.class.getName());
    System.setProperty("spark.ui.enabled", "false");
    List<String> arguments = new ArrayList<>(List.of("--run", folder.resolve("run").toString()));
    Stream.of(
            "benchmark.name=canonical",
            "benchmark.file=" + benchmark,
            "model.path=" + Files.createDirectories(folder.resolve("model")),
            "sampling.rollouts=4")
        .forEach(setting -> arguments.addAll(List.of("--set", setting)));
    Arrays.stream(args).skip(2).forEach(setting -> arguments.addAll(List.of("--set", setting)));
    JobEnvironment environment =
        new JobEnvironment(new MillisecondModels(), Clock.systemUTC(), false);
    long start = System.nanoTime();
    int exitCode =
        RetortCommand.execute(new SweepJob(environment), arguments.toArray(String[]::new));
    double seconds = (System.nanoTime() - start) / 1e9;
    StageTimes.print();
    System.out.printf(
        Locale.ROOT,
        "%,d problems: exit code %d in %.1f s, %,.0f problems/s; %s%n",
        problems,
        exitCode,
        seconds,
        problems / seconds,
        memory());
    System.out.println(size(folder));
  }

  /** Sums of two numbers, in five levels. */
  private static void write(Path file, int problems) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < problems; i++) {
        out.write(
            String.format(
                Locale.ROOT,
                "{\"id\": \"sum-%07d\", \"question\": \"A shop sold %d apples in the morning and"
                    + " %d in the afternoon. How many were that?\", \"target\": \"%d\","
                    + " \"level\": %d}%n",
                i,
                i,
                i % 977,
                i + i % 977,
                1 + i % 5));
      }
    }
  }

  private static String memory() throws IOException {
    long heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getCollectionUsage)
            .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
            .sum();
    String peak =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmHWM"))
            .findFirst()
            .orElse("VmHWM unknown");
    double collecting =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(collector -> collector.getCollectionTime())
            .sum();
    return String.format(
        Locale.ROOT,
        "heap at most %,d MB, %,d MB after the last collection, %.1f s collecting; resident at most"
            + " %s",
        Runtime.getRuntime().maxMemory() >> 20,
        heap >> 20,
        collecting / 1e3,
        peak.replaceAll("\\s+", " "));
  }

  private static String size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      long[] total = new long[2];
      files
          .filter(Files::isRegularFile)
          .forEach(
              file -> {
                total[0]++;
                total[1] += bytes(file);
              });
      return String.format(
          Locale.ROOT, "%,d files of %,d MB in all", total[0], total[1] / 1_000_000);
    }
  }

  private static long bytes(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
