package io.retort.cluster;

import io.retort.endtoend.Launcher;
import io.retort.endtoend.Launcher.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The sweep that is disturbed: the bundled teacher on 20 problems and one that cannot be answered,
 * 4 rollouts of each. Every completion is published alone, so that the journal tells what was
 * finished when something died.
 */
final class SmallSweep {

  static final int COMPLETIONS = 21 * 4;
  static final int BUCKETS = 8;

  /** Longer than the teacher's 512 positions. */
  private static final String POISONED =
      "{\"id\": \"poisoned\", \"question\": \"%s?\", \"target\": \"1\"}\n"
          .formatted("What is one ".repeat(300));

  private final Path folder;
  private final Path benchmark;

  private SmallSweep(Path folder, Path benchmark) {
    this.folder = folder;
    this.benchmark = benchmark;
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
        Files.writeString(
            folder.resolve("drill.jsonl"), String.join("\n", some) + "\n" + POISONED));
  }

  /** Starts it on all cores of this machine. */
  Running startLocal(String run, String... more) {
    return start(run, "", more);
  }

  /** Starts it with these options of spark-submit. */
  Running start(String run, String submitArguments, String... more) {
    List<String> arguments = new ArrayList<>(List.of("sweep", "--run", run(run).toString()));
    set(arguments, "benchmark.name=jsonl");
    set(arguments, "benchmark.file=" + benchmark);
    set(arguments, "sampling.rollouts=4");
    set(arguments, "engine.batch=4");
    set(arguments, "journal.rows_per_segment=1");
    set(arguments, "journal.buckets=" + BUCKETS);
    arguments.addAll(List.of(more));
    return Launcher.startRetort(
        folder,
        Map.of(
            "RETORT_SUBMIT_ARGS",
            submitArguments,
            "RETORT_JAVA_OPTS",
            "-XX:TieredStopAtLevel=1",
            "RETORT_MEMORY",
            "900m"),
        arguments.toArray(String[]::new));
  }

  /** The run directory of this name. */
  Path run(String name) {
    return folder.resolve(name);
  }

  private static void set(List<String> arguments, String assignment) {
    arguments.add("--set");
    arguments.add(assignment);
  }
}
