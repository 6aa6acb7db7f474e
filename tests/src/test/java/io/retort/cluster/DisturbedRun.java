package io.retort.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.endtoend.Launcher.Ended;
import io.retort.endtoend.Launcher.Running;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A run of the small sweep on a cluster while its processes are killed, at moments that are counted
 * in published completions.
 */
final class DisturbedRun {

  private final SmallSweep sweep;
  private final StandaloneCluster cluster;
  private final String name;
  private final JournalSegments journal;
  private Running running;
  private int tasksKilled;

  private DisturbedRun(SmallSweep sweep, StandaloneCluster cluster, String name, Running running)
      throws IOException {
    this.sweep = sweep;
    this.cluster = cluster;
    this.name = name;
    this.journal = new JournalSegments(sweep.directory(name));
    this.running = running;
  }

  /** Starts it with these options of spark-submit. */
  static DisturbedRun start(
      SmallSweep sweep, StandaloneCluster cluster, String name, String submitArguments)
      throws IOException {
    return new DisturbedRun(sweep, cluster, name, sweep.start(name, submitArguments));
  }

  /** Starts it once more in the same directory. */
  void resume(String submitArguments) {
    running = sweep.start(name, submitArguments);
  }

  /** Blocks until so many completions are published. */
  void await(int completions) throws IOException, InterruptedException {
    journal.await(completions, running);
  }

  /** Waits for the end of the command. */
  Ended await() {
    return running.await();
  }

  /** Kills executors, as often as said, each at another moment. */
  void killExecutors(long seed, int count) throws IOException, InterruptedException {
    for (int moment : moments(seed, count, 1, SmallSweep.COMPLETIONS - 2)) {
      killAnExecutor(moment, new Random(seed + moment));
    }
  }

  void killAnExecutor(int moment, Random random) throws IOException, InterruptedException {
    await(moment);
    ProcessHandle executor = anExecutor(random);
    System.out.println(name + ": executor " + executor.pid() + " is killed at " + moment);
    assertThat(executor.destroyForcibly()).isTrue();
    tasksKilled++;
  }

  /** Kills the driver in the middle; its executors, which end with it, are awaited. */
  void killTheDriver(long seed) throws IOException, InterruptedException {
    int moment = moments(seed, 1, 10, SmallSweep.COMPLETIONS / 2).get(0);
    await(moment);
    assertThat(running.isAlive()).as(running.errSoFar()).isTrue();
    System.out.println(name + ": the driver is killed at " + moment);
    tasksKilled += cluster.executors().size();
    running.kill();
    running.await();
    while (!cluster.executors().isEmpty()) {
      Thread.sleep(50);
    }
  }

  /** One of the executors that run, however long it takes until there is one. */
  ProcessHandle anExecutor(Random random) throws InterruptedException {
    List<ProcessHandle> executors = cluster.executors();
    while (executors.isEmpty()) {
      assertThat(running.isAlive()).as(running.errSoFar()).isTrue();
      Thread.sleep(20);
      executors = cluster.executors();
    }
    return executors.get(random.nextInt(executors.size()));
  }

  /**
   * Waits for the end. The tables must be those of an undisturbed run, and nothing may have been
   * generated again but what was in flight at a kill.
   */
  void assertEndsAs(Path undisturbed) throws Exception {
    Ended ended = await();

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    Path run = sweep.run(name);
    assertThat(RunRows.completions(run))
        .hasSize(SmallSweep.COMPLETIONS)
        .isEqualTo(RunRows.completions(undisturbed));
    assertThat(RunRows.scores(run)).isEqualTo(RunRows.scores(undisturbed));
    assertThat(journal.keys()).doesNotHaveDuplicates().hasSize(SmallSweep.COMPLETIONS);
    // A segment holds one completion, so a task that dies can only die while publishing one.
    assertThat(journal.interrupted()).hasSizeLessThanOrEqualTo(tasksKilled);
    assertOnlyInFlightWasGeneratedAgain();
  }

  private void assertOnlyInFlightWasGeneratedAgain() throws IOException {
    RolloutLog log = RolloutLog.of(name, cluster.executorLogs());
    System.out.printf(
        "%s: %d rollouts started for %d completions; %d again, %d in flight in %d killed tasks%n",
        name,
        log.started().size(),
        SmallSweep.COMPLETIONS,
        log.again().size(),
        log.inFlight().size(),
        tasksKilled);
    assertThat(Set.copyOf(log.started())).isEqualTo(Set.copyOf(journal.keys()));
    assertThat(log.cutOff())
        .as("executors that were cut off")
        .hasSizeLessThanOrEqualTo(tasksKilled);
    List<String> unexplained = new ArrayList<>(log.again());
    log.inFlight().forEach(unexplained::remove);
    assertThat(unexplained).as("generated again, but not in flight at a kill").isEmpty();
  }

  /** Different numbers of completions, in ascending order, at which something is done. */
  private static List<Integer> moments(long seed, int count, int from, int to) {
    return new Random(seed).ints(from, to).distinct().limit(count).sorted().boxed().toList();
  }
}
