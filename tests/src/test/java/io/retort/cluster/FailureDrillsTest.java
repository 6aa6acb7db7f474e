package io.retort.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.endtoend.Launcher.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Kills processes of a sweep on a cluster. Whatever died, the tables in the end are those of an
 * undisturbed run, byte for byte, and what was finished is not generated again.
 */
@Tag("slow")
@Tag("cluster")
class FailureDrillsTest {

  @TempDir static Path folder;
  private static StandaloneCluster cluster;
  private static SmallSweep sweep;
  private static Path undisturbed;

  @BeforeAll
  static void anUndisturbedRun() throws Exception {
    sweep = SmallSweep.in(folder);
    undisturbed = sweep.withBuckets(1).completeLocally("undisturbed");
    cluster = StandaloneCluster.start(folder, 3);
  }

  @AfterAll
  static void stop() throws IOException {
    cluster.close();
  }

  @ParameterizedTest
  @CsvSource({"20260101, 8", "20260102, 64"})
  void executorsAreKilledAtRandomMoments(long seed, int buckets) throws Exception {
    DisturbedRun run =
        DisturbedRun.start(
            sweep.withBuckets(buckets), cluster, "executors-" + seed, cluster.submitArguments(2));
    run.killExecutors(seed, 5);

    run.assertEndsAs(undisturbed);
  }

  @Test
  void theDriverIsKilledAndThreeExecutorsGoOnInsteadOfOne() throws Exception {
    DisturbedRun run = DisturbedRun.start(sweep, cluster, "driver", cluster.submitArguments(1));
    run.killTheDriver(20260103);
    run.resume(cluster.submitArguments(3));

    run.assertEndsAs(undisturbed);
    assertThat(RunRows.distinct(sweep.run("driver"), "executor")).contains("0", "1", "2");
  }

  @Test
  void anExecutorAndTheDriverAreKilled() throws Exception {
    DisturbedRun run = DisturbedRun.start(sweep, cluster, "both", cluster.submitArguments(2));
    run.killAnExecutor(5, new Random(20260104));
    run.killTheDriver(20260105);
    run.resume(cluster.submitArguments(2));

    run.assertEndsAs(undisturbed);
  }

  @Test
  void aStalledExecutorIsOvertakenByASpeculativeCopy() throws Exception {
    DisturbedRun run =
        DisturbedRun.start(
            sweep,
            cluster,
            "speculation",
            cluster.submitArguments(2)
                + " --conf spark.speculation=true --conf spark.speculation.interval=100ms"
                + " --conf spark.speculation.quantile=0.1 --conf spark.speculation.multiplier=2"
                + " --conf spark.eventLog.enabled=true --conf spark.eventLog.compress=false"
                + " --conf spark.eventLog.rolling.enabled=false --conf spark.eventLog.dir="
                + Files.createDirectory(folder.resolve("events")));
    run.await(10);
    ProcessHandle stalled = run.anExecutor(new Random(20260106));
    signal("-STOP", stalled);
    // Only the stalled one's bucket can be missing by now; the copy of its task is at work on it.
    run.await(SmallSweep.COMPLETIONS - 2);
    signal("-CONT", stalled);
    Ended ended = run.await();

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.err()).contains("spark.speculation is on");
    assertThat(events()).contains("\"Speculative\":true");
    assertThat(RunRows.completions(sweep.run("speculation")))
        .isEqualTo(RunRows.completions(undisturbed));
  }

  private static String events() throws IOException {
    StringBuilder events = new StringBuilder();
    try (Stream<Path> files = Files.list(folder.resolve("events"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        events.append(Files.readString(file));
      }
    }
    return events.toString();
  }

  private static void signal(String signal, ProcessHandle process) throws Exception {
    Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }
}
