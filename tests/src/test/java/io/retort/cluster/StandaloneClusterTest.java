package io.retort.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.endtoend.Launcher.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sweep on a Master and two Workers: executors are JVMs of their own, loaded over the wire. */
@Tag("slow")
@Tag("cluster")
class StandaloneClusterTest {

  private static final Pattern GPU = Pattern.compile("gpu -> \\[name: gpu, addresses: (\\d+)]");

  @TempDir static Path folder;
  private static StandaloneCluster cluster;
  private static SmallSweep sweep;
  private static Ended onCluster;

  @BeforeAll
  static void sweepOnTheCluster() throws Exception {
    sweep = SmallSweep.in(folder).withBuckets(2);
    cluster = StandaloneCluster.start(folder, 2);
    onCluster = sweep.start("cluster", cluster.submitArguments(2)).await();
  }

  @AfterAll
  static void stop() throws IOException {
    cluster.close();
  }

  @Test
  void aClusterGivesTheBytesOfOneMachine() throws Exception {
    Path local = sweep.withBuckets(64).completeLocally("local");

    assertThat(onCluster.exitCode()).as(onCluster.err()).isZero();
    assertThat(RunRows.completions(sweep.run("cluster")))
        .hasSize(SmallSweep.COMPLETIONS)
        .isEqualTo(RunRows.completions(local));
    assertThat(RunRows.scores(sweep.run("cluster")))
        .hasSize(SmallSweep.COMPLETIONS)
        .isEqualTo(RunRows.scores(local));
  }

  @Test
  void bothExecutorsGenerate() throws Exception {
    assertThat(RunRows.distinct(sweep.run("cluster"), "executor")).containsExactly("0", "1");
  }

  @Test
  void eachExecutorLoadsTheModelOnce() throws Exception {
    assertThat(cluster.executorLogs())
        .hasSize(2)
        .allSatisfy(
            log ->
                assertThat(log.lines().filter(line -> line.contains("loading ")))
                    .singleElement()
                    .asString()
                    .contains("retort-teacher"));
  }

  @Test
  void eachExecutorIsGivenAnAddressOfItsOwn() throws Exception {
    List<String> addresses =
        cluster.executorLogs().stream()
            .map(log -> GPU.matcher(log).results().map(MatchResult::group).findFirst())
            .map(found -> found.orElse("none"))
            .toList();

    assertThat(addresses)
        .containsExactlyInAnyOrder(
            "gpu -> [name: gpu, addresses: 0]", "gpu -> [name: gpu, addresses: 1]");
  }

  @Test
  void aProblemThatCannotBeAnsweredIsARowWithAnError() throws Exception {
    assertThat(RunRows.completions(sweep.run("cluster")))
        .filteredOn(row -> row.contains("poisoned"))
        .hasSize(4)
        .allSatisfy(row -> assertThat(row).contains("'finish_reason': error"));
    assertThat(onCluster.out()).contains("4 engine_error");
  }
}
