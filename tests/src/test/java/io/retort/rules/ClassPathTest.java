package io.retort.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.endtoend.Launcher;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What travels beside our jar to a cluster, and what is taken from the Spark that runs there. */
class ClassPathTest {

  /** Artifacts that no Spark brings; another in this list is a jar too many on every cluster. */
  private static final List<String> OURS =
      List.of(
          "api", // DJL's
          "jna",
          "jspecify",
          "parquet-avro",
          "picocli",
          "pytorch-engine",
          "pytorch-jni",
          "pytorch-native-cpu",
          "retort-benchmarks-data",
          "retort-model-runtime",
          "retort-udfs",
          "snakeyaml-engine",
          "tokenizers");

  @Test
  void nothingThatSparkBringsTravelsWithTheJob() throws IOException {
    List<String> ours = new ArrayList<>(OURS);
    if (!artifacts("spark-class-path.txt").contains("spark-core_2.12")) {
      ours.add("parquet-variant"); // newer than the Parquet of Spark 3.5
    }

    assertThat(artifacts("own-class-path.txt")).containsExactlyInAnyOrderElementsOf(ours);
  }

  @Test
  void theSparkOfMavensJarsIsWhole() throws IOException {
    assertThat(artifacts("spark-class-path.txt"))
        .contains(
            "jackson-core", "jackson-databind", "jackson-annotations", "gson", "commons-math3")
        .doesNotContainAnyElementsOf(OURS);
  }

  private static List<String> artifacts(String list) throws IOException {
    String jars = Files.readString(Launcher.root().resolve("jobs/target").resolve(list)).strip();
    return Arrays.stream(jars.split(File.pathSeparator, -1))
        .map(jar -> new File(jar).getName().replaceFirst("-\\d.*", ""))
        .toList();
  }
}
