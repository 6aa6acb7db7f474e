package io.retort.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.endtoend.Launcher;
import io.retort.endtoend.Launcher.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run directory on HDFS: a name node and a data node on loopback, and a cluster that writes there
 * while its processes are killed. What is done with a finished run is then done with that run.
 */
@Tag("slow")
@Tag("cluster")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HdfsDrillsTest {

  private static final String RUN = "hdfs-run";

  @TempDir static Path folder;
  private static MiniDFSCluster hdfs;
  private static StandaloneCluster cluster;
  private static SmallSweep onHdfs;
  private static Path undisturbed;

  @BeforeAll
  static void anUndisturbedRunOfThisMachine() throws Exception {
    SmallSweep sweep = SmallSweep.in(folder);
    undisturbed = sweep.completeLocally("undisturbed");
    hdfs =
        new MiniDFSCluster.Builder(new Configuration(), folder.resolve("hdfs").toFile())
            .numDataNodes(1)
            .build();
    onHdfs = sweep.withRunsIn("hdfs://127.0.0.1:" + hdfs.getNameNodePort() + "/runs");
    cluster = StandaloneCluster.start(folder, 2);
  }

  @AfterAll
  static void stop() throws IOException {
    cluster.close();
    hdfs.shutdown();
  }

  @Test
  @Order(1)
  void anExecutorAndTheDriverAreKilledWhileTheyWriteToHdfs() throws Exception {
    DisturbedRun run = DisturbedRun.start(onHdfs, cluster, RUN, cluster.submitArguments(2));
    run.killAnExecutor(5, new Random(20260107));
    run.killTheDriver(20260108);
    run.resume(cluster.submitArguments(2));

    run.assertEndsAs(undisturbed);
  }

  @Test
  @Order(2)
  void theRunIsGradedAgainOnTheFileSystemThatSparkIsGiven() throws Exception {
    Ended grade =
        retort(
            Map.of("RETORT_SUBMIT_ARGS", "--conf spark.hadoop.fs.defaultFS=" + hdfs.getURI()),
            "grade",
            "--run",
            "/runs/" + RUN);

    assertThat(grade.exitCode()).as(grade.err()).isZero();
    assertThat(grade.out())
        .contains("changed    0 of 84 verdicts", hdfs.getURI() + "/runs/" + RUN + ": scores-v2/");
    Path run = onHdfs.run(RUN);
    assertThat(RunRows.scores(run, "scores-v2")).isEqualTo(RunRows.scores(undisturbed));
    assertThat(Files.readString(run.resolve("report/index.html"))).endsWith("</html>\n");
  }

  @Test
  @Order(3)
  void theRunIsReportedAndComparedWithHadoopsOwnSettings() throws Exception {
    Files.writeString(
        Files.createDirectory(folder.resolve("hadoop")).resolve("core-site.xml"),
        "<configuration><property><name>fs.defaultFS</name><value>%s</value></property></configuration>"
            .formatted(hdfs.getURI()));
    Map<String, String> hadoop = Map.of("HADOOP_CONF_DIR", folder + "/hadoop");

    Ended page =
        retort(hadoop, "report", "--run", "/runs/" + RUN, "--out", "file:" + folder + "/page");
    Ended compared =
        retort(
            hadoop,
            "report",
            "--runs",
            "/runs/" + RUN,
            "--baseline",
            "file:" + undisturbed,
            "--out",
            "/runs/compared");

    assertThat(page.exitCode()).as(page.err()).isZero();
    assertThat(Files.readString(folder.resolve("page/index.html"))).endsWith("</html>\n");
    assertThat(compared.exitCode()).as(compared.err()).isZero();
    assertThat(Files.readString(onHdfs.run("compared").resolve("index.html")))
        .endsWith("</html>\n");
  }

  @Test
  @Order(4)
  void everyRunOfASweepOfSeveralHasItsPage() throws Exception {
    Ended sweep =
        retort(
            Map.of(),
            "sweep",
            Launcher.root().resolve("conf/matrix.yaml").toString(),
            "--limit",
            "2",
            "--set",
            "journal.buckets=2",
            "--run",
            onHdfs.directory("matrix"));

    assertThat(sweep.exitCode()).as(sweep.err()).isZero();
    Path matrix = onHdfs.run("matrix");
    List<Path> pages;
    try (Stream<Path> all = Files.walk(matrix)) {
      pages = all.filter(file -> file.endsWith("report/index.html")).toList();
    }
    assertThat(pages)
        .hasSize(4)
        .allSatisfy(page -> assertThat(Files.readString(page)).endsWith("</html>\n"));
    assertThat(new ObjectMapper().readTree(matrix.resolve("sweep.json").toFile())).hasSize(4);
  }

  private static Ended retort(Map<String, String> environment, String... arguments) {
    return Launcher.retort(folder, environment, arguments);
  }
}
