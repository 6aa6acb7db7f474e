package io.retort.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.endtoend.Launcher;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sweep on a Master and two Workers: executors are JVMs of their own, loaded over the wire. */
@Tag("slow")
class StandaloneClusterTest {

  private static final String[] SWEEP = {
    "sweep",
    "--set",
    "benchmark.name=steps-smoke",
    "--set",
    "sampling.rollouts=2",
    "--set",
    "journal.buckets=8"
  };

  @TempDir Path folder;

  @Test
  void aClusterGivesTheBytesOfOneMachine() throws IOException, InterruptedException, SQLException {
    Launcher.Ended local = Launcher.retort(folder, Map.of(), with("--run", "local"));
    assertThat(local.exitCode()).as(local.err()).isZero();

    try (StandaloneCluster cluster = StandaloneCluster.start(folder, sparkJars(), 2, 1)) {
      Launcher.Ended ended =
          Launcher.retort(
              folder,
              Map.of(
                  "RETORT_SUBMIT_ARGS",
                  "--master "
                      + cluster.url()
                      + " --executor-memory 900m --conf spark.driver.host=127.0.0.1"
                      + " --conf spark.driver.bindAddress=127.0.0.1"
                      + " --conf spark.ui.enabled=false"),
              with("--run", folder.resolve("cluster").toString()));

      assertThat(ended.exitCode()).as(ended.err()).isZero();
    }
    assertThat(texts("cluster")).hasSize(80).isEqualTo(texts("local"));
    assertThat(executors("cluster")).as("executors that generated").hasSize(2);
    assertThat(executors("cluster")).doesNotContainAnyElementsOf(executors("local"));
  }

  private static String[] with(String... more) {
    return Stream.concat(Arrays.stream(SWEEP), Arrays.stream(more)).toArray(String[]::new);
  }

  /** Problem, rollout and text of every completion. */
  private Set<String> texts(String run) throws SQLException {
    return column(run, "problem_id || '/' || rollout || ': ' || completion_text");
  }

  private Set<String> executors(String run) throws SQLException {
    return column(run, "executor");
  }

  private Set<String> column(String run, String expression) throws SQLException {
    String query =
        "SELECT " + expression + " FROM '" + folder.resolve(run) + "/completions/*.parquet'";
    Set<String> values = new TreeSet<>();
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  /** Spark and all it needs, as Maven resolved them. */
  private static List<Path> sparkJars() throws IOException {
    String jars =
        Files.readString(Launcher.root().resolve("jobs/target/spark-class-path.txt")).strip();
    return Arrays.stream(jars.split(File.pathSeparator, -1)).map(Path::of).toList();
  }
}
