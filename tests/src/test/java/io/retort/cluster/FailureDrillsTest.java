package io.retort.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.endtoend.Launcher.Ended;
import io.retort.endtoend.Launcher.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kills processes of a sweep on a cluster. Whatever died, the tables in the end are those of an
 * undisturbed run, byte for byte, and what was finished is not generated again.
 */
@Tag("slow")
@Tag("cluster")
class FailureDrillsTest {

  private static final int KILLS = 5;

  @TempDir static Path folder;
  private static StandaloneCluster cluster;
  private static SmallSweep sweep;

  @BeforeAll
  static void anUndisturbedRun() throws Exception {
    sweep = SmallSweep.in(folder);
    Ended undisturbed = sweep.startLocal("undisturbed").await();
    assertThat(undisturbed.exitCode()).as(undisturbed.err()).isZero();
    cluster = StandaloneCluster.start(folder, 3);
  }

  @AfterAll
  static void stop() throws IOException {
    cluster.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {20260101, 20260102})
  void executorsAreKilledAtRandomMoments(long seed) throws Exception {
    String run = "executors-" + seed;
    JournalSegments journal = new JournalSegments(sweep.run(run));
    List<Integer> moments = moments(seed, KILLS, 1, SmallSweep.COMPLETIONS - 2);

    Running running = sweep.start(run, cluster.submitArguments(2));
    int kills = 0;
    for (int moment : moments) {
      journal.await(moment, running);
      kills += killAnExecutor(new Random(seed + moment), running);
    }

    assertThat(kills).isEqualTo(KILLS);
    assertIsUndisturbed(run, running.await(), kills);
  }

  @Test
  void theDriverIsKilledAndThreeExecutorsGoOnInsteadOfOne() throws Exception {
    Running first = sweep.start("driver", cluster.submitArguments(1));
    killTheDriver("driver", first, 20260103);

    Ended second = sweep.start("driver", cluster.submitArguments(3)).await();

    assertIsUndisturbed("driver", second, 1);
    assertThat(RunRows.distinct(sweep.run("driver"), "executor")).contains("0", "1", "2");
  }

  @Test
  void anExecutorAndTheDriverAreKilled() throws Exception {
    Running first = sweep.start("both", cluster.submitArguments(2));
    new JournalSegments(sweep.run("both")).await(5, first);
    int kills = killAnExecutor(new Random(20260104), first);
    killTheDriver("both", first, 20260105);

    Ended second = sweep.start("both", cluster.submitArguments(2)).await();

    assertThat(kills).isEqualTo(1);
    assertIsUndisturbed("both", second, 3);
  }

  @Test
  void aStalledExecutorIsOvertakenByASpeculativeCopy() throws Exception {
    JournalSegments journal = new JournalSegments(sweep.run("speculation"));
    Running running =
        sweep.start(
            "speculation",
            cluster.submitArguments(2)
                + " --conf spark.speculation=true --conf spark.speculation.interval=100ms"
                + " --conf spark.speculation.quantile=0.1 --conf spark.speculation.multiplier=2"
                + " --conf spark.eventLog.enabled=true --conf spark.eventLog.compress=false"
                + " --conf spark.eventLog.rolling.enabled=false --conf spark.eventLog.dir="
                + Files.createDirectory(folder.resolve("events")));
    journal.await(10, running);
    ProcessHandle stalled = anExecutor(new Random(20260106), running);
    signal("-STOP", stalled);
    // Only the stalled one's bucket can be missing by now; the copy of its task is at work on it.
    journal.await(SmallSweep.COMPLETIONS - 2, running);
    signal("-CONT", stalled);
    Ended ended = running.await();

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.err()).contains("spark.speculation is on");
    assertThat(events()).contains("\"Speculative\":true");
    assertThat(RunRows.completions(sweep.run("speculation")))
        .isEqualTo(RunRows.completions(sweep.run("undisturbed")));
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

  /** The tables are whole, and no finished completion was made again. */
  private static void assertIsUndisturbed(String run, Ended ended, int interruptedTasks)
      throws Exception {
    JournalSegments journal = new JournalSegments(sweep.run(run));

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(RunRows.completions(sweep.run(run)))
        .hasSize(SmallSweep.COMPLETIONS)
        .isEqualTo(RunRows.completions(sweep.run("undisturbed")));
    assertThat(RunRows.scores(sweep.run(run))).isEqualTo(RunRows.scores(sweep.run("undisturbed")));
    assertThat(journal.keys()).doesNotHaveDuplicates().hasSize(SmallSweep.COMPLETIONS);
    // A segment holds one completion, so a task that dies can only die while publishing one.
    assertThat(journal.interrupted()).hasSizeLessThanOrEqualTo(interruptedTasks);
  }

  private static void killTheDriver(String run, Running driver, long seed) throws Exception {
    int moment = moments(seed, 1, 10, SmallSweep.COMPLETIONS / 2).get(0);
    new JournalSegments(sweep.run(run)).await(moment, driver);
    assertThat(driver.isAlive()).as(driver.errSoFar()).isTrue();
    System.out.println("seed " + seed + ": the driver is killed at " + moment + " completions");
    driver.kill();
    driver.await();
    awaitNoExecutors();
  }

  /** An executor that has lost its driver ends by itself. */
  private static void awaitNoExecutors() throws InterruptedException {
    while (!cluster.executors().isEmpty()) {
      Thread.sleep(50);
    }
  }

  /** One executor, however long it takes until there is one; how many were killed. */
  private static int killAnExecutor(Random random, Running running) throws InterruptedException {
    ProcessHandle executor = anExecutor(random, running);
    System.out.println("executor " + executor.pid() + " is killed");
    return executor.destroyForcibly() ? 1 : 0;
  }

  private static ProcessHandle anExecutor(Random random, Running running)
      throws InterruptedException {
    List<ProcessHandle> executors = cluster.executors();
    while (executors.isEmpty()) {
      assertThat(running.isAlive()).as(running.errSoFar()).isTrue();
      Thread.sleep(20);
      executors = cluster.executors();
    }
    return executors.get(random.nextInt(executors.size()));
  }

  private static void signal(String signal, ProcessHandle process) throws Exception {
    Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** Different numbers of completions, in ascending order, at which something is done. */
  private static List<Integer> moments(long seed, int count, int from, int to) {
    List<Integer> moments =
        new Random(seed).ints(from, to).distinct().limit(count).sorted().boxed().toList();
    System.out.println("seed " + seed + ": moments " + moments + " of " + SmallSweep.COMPLETIONS);
    return moments;
  }
}
