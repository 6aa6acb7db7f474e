package io.retort.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.endtoend.Launcher;
import io.retort.endtoend.Launcher.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of {@code retort package} on a cluster whose users have empty home folders. */
@Tag("slow")
@Tag("cluster")
class PackagedSweepTest {

  @TempDir static Path folder;
  private static Path packaged;
  private static StandaloneCluster cluster;

  @BeforeAll
  static void makeThePackage() throws Exception {
    packaged = folder.resolve("packaged");
    Ended ended = Launcher.retort(folder, Map.of(), "package", "--out", packaged.toString());
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    cluster = StandaloneCluster.start(folder, 2);
  }

  @AfterAll
  static void stop() throws IOException {
    cluster.close();
  }

  @Test
  void theFolderRunsTheSweepOnACluster() throws Exception {
    SmallSweep sweep = SmallSweep.in(folder);
    Path home = Files.createDirectory(folder.resolve("home"));
    List<String> command = new ArrayList<>(List.of(packaged.resolve("retort").toString()));
    command.addAll(List.of(sweep.arguments(sweep.directory("packaged-run"))));

    Path local = sweep.completeLocally("local");
    Ended ended =
        Launcher.run(
            folder,
            Map.of(
                "HOME",
                home.toString(),
                "SPARK_HOME",
                cluster.sparkHome().toString(),
                "RETORT_JAVA_OPTS",
                "-Duser.home=" + home,
                "RETORT_SUBMIT_ARGS",
                cluster.submitArguments(2)
                    + " --conf spark.executor.extraJavaOptions=-Duser.home="
                    + home),
            command);

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(RunRows.completions(sweep.run("packaged-run")))
        .hasSize(SmallSweep.COMPLETIONS)
        .isEqualTo(RunRows.completions(local));
    assertThat(RunRows.distinct(sweep.run("packaged-run"), "executor")).containsExactly("0", "1");
    // The natives came out of the folder's own jar.
    assertThat(home.resolve(".djl.ai/pytorch")).isDirectory();
    assertThat(home.resolve(".m2")).doesNotExist();
  }

  @Test
  void theApplicationsJarIsSmallAndHoldsNoLibrary() throws IOException {
    Path jar;
    try (Stream<Path> files = Files.list(packaged)) {
      jar = files.filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
    }

    assertThat(Files.size(jar)).isLessThan(2_000_000);
    try (JarFile open = new JarFile(jar.toFile())) {
      assertThat(open.stream().map(entry -> entry.getName()).filter(n -> n.endsWith(".class")))
          .isNotEmpty()
          .allMatch(name -> name.startsWith("io/retort/job/"));
    }
  }
}
