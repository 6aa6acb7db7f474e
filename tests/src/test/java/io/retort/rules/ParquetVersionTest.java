package io.retort.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.endtoend.Launcher;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Written by parquet-avro, read by Spark: a Spark that changes takes the other with it. */
class ParquetVersionTest {

  @Test
  void parquetAvroHasTheVersionOfSparksParquet() throws IOException {
    assertThat(version("own-class-path.txt", "parquet-avro-"))
        .isNotEmpty()
        .isEqualTo(version("spark-class-path.txt", "parquet-hadoop-"));
  }

  private static String version(String list, String artifact) throws IOException {
    String jars = Files.readString(Launcher.root().resolve("jobs/target").resolve(list)).strip();
    return Arrays.stream(jars.split(File.pathSeparator, -1))
        .map(jar -> String.valueOf(Path.of(jar).getFileName()))
        .filter(name -> name.startsWith(artifact))
        .map(name -> name.substring(artifact.length()))
        .findFirst()
        .orElse("");
  }
}
