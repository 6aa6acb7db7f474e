package io.retort.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.endtoend.Launcher;
import io.retort.endtoend.Launcher.Ended;
import io.retort.endtoend.Launcher.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;

/**
 * The sweep that is disturbed: the bundled teacher on 20 problems and one that cannot be answered,
 * 4 rollouts of each. Every completion is published alone, so that the journal tells what was
 * finished when something died.
 */
final class SmallSweep {

  static final int COMPLETIONS = 21 * 4;

  /** Longer than the teacher's 512 positions. */
  private static final String POISONED =
      "{\"id\": \"poisoned\", \"question\": \"%s?\", \"target\": \"1\"}\n"
          .formatted("What is one ".repeat(300));

  private final Path folder;
  private final Path benchmark;
  private final String runs;
  private final int buckets;

  private SmallSweep(Path folder, Path benchmark, String runs, int buckets) {
    this.folder = folder;
    this.benchmark = benchmark;
    this.runs = runs;
    this.buckets = buckets;
  }

  /** A sweep whose run directories lie in {@code folder}. */
  static SmallSweep in(Path folder) throws IOException {
    Path all =
        Launcher.root()
            .resolve("benchmarks-data/src/main/resources/io/retort/benchmark/steps")
            .resolve("steps-smoke.jsonl");
    List<String> some = Files.readAllLines(all).subList(0, 20);
    return new SmallSweep(
        folder,
        Files.writeString(folder.resolve("drill.jsonl"), String.join("\n", some) + "\n" + POISONED),
        folder.toString(),
        8);
  }

  /** The same sweep with its run directories elsewhere: in a folder of any file system. */
  SmallSweep withRunsIn(String uri) {
    return new SmallSweep(folder, benchmark, uri, buckets);
  }

  /** The same sweep with its journal, and so its tasks, divided otherwise. */
  SmallSweep withBuckets(int other) {
    return new SmallSweep(folder, benchmark, runs, other);
  }

  /** Runs it to its end on all cores of this machine; its directory. */
  Path completeLocally(String run) throws IOException {
    Ended ended = start(run, "").await();
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    return run(run);
  }

  /** Starts it with these options of spark-submit. */
  Running start(String run, String submitArguments) {
    return Launcher.startRetort(folder, environment(submitArguments), arguments(directory(run)));
  }

  /** Runs a command that is given the sweep, into any run directory, as its last arguments. */
  Ended run(Map<String, String> more, List<String> command, Path run) {
    List<String> whole = new ArrayList<>(command);
    whole.add(Launcher.root().resolve("retort").toString());
    whole.addAll(List.of(arguments(run.toString())));
    Map<String, String> environment = new HashMap<>(environment(""));
    environment.putAll(more);
    return Launcher.run(folder, environment, whole);
  }

  /** The arguments of {@code retort} for a run directory of any file system. */
  String[] arguments(String run) {
    List<String> arguments = new ArrayList<>(List.of("sweep", "--run", run));
    for (String assignment :
        List.of(
            "benchmark.name=jsonl",
            "benchmark.file=" + benchmark,
            "sampling.rollouts=4",
            "engine.batch=4",
            "journal.rows_per_segment=1",
            "journal.buckets=" + buckets)) {
      arguments.add("--set");
      arguments.add(assignment);
    }
    return arguments.toArray(String[]::new);
  }

  private static Map<String, String> environment(String submitArguments) {
    return Map.of(
        "RETORT_SUBMIT_ARGS",
        submitArguments,
        "RETORT_JAVA_OPTS",
        "-XX:TieredStopAtLevel=1",
        "RETORT_MEMORY",
        "900m");
  }

  /** The run directory of this name, as a path or a URI. */
  String directory(String name) {
    return runs + "/" + name;
  }

  /** The run directory of this name; a copy of it, as it is now, if it lies elsewhere. */
  Path run(String name) throws IOException {
    org.apache.hadoop.fs.Path there = new org.apache.hadoop.fs.Path(directory(name));
    FileSystem fs = there.getFileSystem(new Configuration());
    if (fs instanceof LocalFileSystem) {
      return Path.of(directory(name));
    }
    Path copy = Files.createTempDirectory(folder, "copy").resolve(name);
    fs.copyToLocalFile(false, there, new org.apache.hadoop.fs.Path(copy.toUri()), true);
    return copy;
  }
}
